package dev.banyan.member;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the member service. */
@SpringBootApplication(proxyBeanMethods = false)
public class MemberApplication {

    /** Runs until the process is told to stop; requests in flight are answered first. */
    public static void main(String[] args) {
        SpringApplication.run(MemberApplication.class, args);
    }
}
