package dev.banyan.ruby;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The monolith. Configured by Spring properties only (arguments, environment, files). */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class RubyApplication {

    /** Starts the monolith; it serves once the schema is migrated and seeded. */
    public static void main(String[] args) {
        // Peers close idle connections; the JDK's client would reuse them for up to 20 minutes and fail.
        System.setProperty("jdk.httpclient.keepalive.timeout", "5");
        SpringApplication.run(RubyApplication.class, args);
    }

    /** Wall time, as the DATETIME columns hold it. */
    @Bean
    Clock clock() {
        return Clock.system(ZoneId.systemDefault());
    }
}
