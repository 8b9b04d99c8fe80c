package dev.banyan.shopowner;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the shop owner service. */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopOwnerApplication {

    /** Runs until the process is told to stop; requests in flight are answered first. */
    public static void main(String[] args) {
        SpringApplication.run(ShopOwnerApplication.class, args);
    }
}
