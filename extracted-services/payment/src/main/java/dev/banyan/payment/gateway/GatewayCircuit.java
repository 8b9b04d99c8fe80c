package dev.banyan.payment.gateway;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One circuit breaker for the gateway, and its metrics. */
@Configuration(proxyBeanMethods = false)
class GatewayCircuit {

    @Bean
    CircuitBreakerRegistry circuits(GatewaySettings settings) {
        GatewaySettings.Circuit circuit = settings.circuit();
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(circuit.window())
                .minimumNumberOfCalls(Math.max(1, circuit.window() / 2))
                .failureRateThreshold(circuit.failureRate())
                .waitDurationInOpenState(circuit.openFor())
                .permittedNumberOfCallsInHalfOpenState(circuit.trialCalls())
                .build());
    }

    @Bean
    CircuitBreaker gatewayBreaker(CircuitBreakerRegistry circuits) {
        return circuits.circuitBreaker("gateway");
    }

    @Bean
    MeterBinder circuitMetrics(CircuitBreakerRegistry circuits) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits);
    }
}
