package dev.banyan.payment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the payment service. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class PaymentApplication {

    /** Runs until the process is told to stop; requests in flight are answered first. */
    public static void main(String[] args) {
        SpringApplication.run(PaymentApplication.class, args);
    }
}
