package dev.banyan.relay;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the order relay service. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class RelayApplication {

    /** Runs until the process is told to stop; requests and deliveries in flight are finished first. */
    public static void main(String[] args) {
        SpringApplication.run(RelayApplication.class, args);
    }
}
