package dev.banyan.ruby.payment;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the API shows it.
 *
 * @param memberId null in guests' payments
 * @param amount in whole won
 * @param createdAt wall time, whole seconds
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Payment(
        long id,
        @Nullable Long memberId,
        @Nullable Long orderId,
        long amount,
        String currency,
        PaymentStatus status,
        @Nullable PaymentMethod method,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") @Nullable
        LocalDateTime createdAt,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") @Nullable
        LocalDateTime refundedAt) {}
