package dev.banyan.ruby.gateway;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the payment gateway is and how long it may take. */
@ConfigurationProperties("ruby.gateway")
record GatewayProperties(
        @DefaultValue("http://127.0.0.1:9900") URI url,
        @DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("2s") Duration answerTimeout) {}
