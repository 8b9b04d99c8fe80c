package dev.banyan.shoplist;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the shop list service. */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopListApplication {

    /** Runs until the process is told to stop; requests in flight are answered first. */
    public static void main(String[] args) {
        SpringApplication.run(ShopListApplication.class, args);
    }
}
