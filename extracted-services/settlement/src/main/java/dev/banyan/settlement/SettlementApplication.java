package dev.banyan.settlement;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the settlement service. */
@SpringBootApplication(proxyBeanMethods = false)
public class SettlementApplication {

    /** Runs until the process is told to stop; requests in flight are answered first. */
    public static void main(String[] args) {
        SpringApplication.run(SettlementApplication.class, args);
    }
}
