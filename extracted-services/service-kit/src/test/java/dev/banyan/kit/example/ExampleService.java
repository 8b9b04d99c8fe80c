package dev.banyan.kit.example;

import dev.banyan.kit.web.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Receives the feed "example" and answers some problems. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class ExampleService {

    public static void main(String[] args) {
        SpringApplication.run(ExampleService.class, args);
    }

    /** What is to be sent. */
    record Parcel(@Positive int weight, Size size) {}

    /** Of a parcel. */
    enum Size {
        SMALL,
        LARGE
    }

    @PostMapping("/api/parcels")
    Parcel send(@RequestBody @Valid Parcel parcel) {
        return parcel;
    }

    @GetMapping("/api/parcels/{id}")
    Parcel get(@PathVariable @Positive long id) {
        throw new Problem(HttpStatus.CONFLICT, "under-way", "Parcel " + id + " is under way")
                .with("parcelId", id)
                .retryable();
    }
}
