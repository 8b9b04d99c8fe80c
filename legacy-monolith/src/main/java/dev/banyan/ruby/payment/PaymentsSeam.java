package dev.banyan.ruby.payment;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Chooses what is behind the seam, by {@code ruby.payments.mode}. */
@Configuration(proxyBeanMethods = false)
class PaymentsSeam {

    @Bean
    Payments payments(PaymentsProperties properties, PaymentDesk desk, JsonMapper json) {
        return switch (properties.mode()) {
            case IN_PROCESS -> new InProcessPayments(desk);
            case HTTP -> new HttpPayments(properties, json);
        };
    }
}
