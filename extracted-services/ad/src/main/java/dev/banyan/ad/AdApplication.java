package dev.banyan.ad;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the ad service. */
@SpringBootApplication(proxyBeanMethods = false)
public class AdApplication {

    /** Runs until the process is told to stop; requests in flight are answered first. */
    public static void main(String[] args) {
        SpringApplication.run(AdApplication.class, args);
    }
}
