package dev.banyan.ruby.relay;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An order on its way to its shop.
 *
 * @param deviceId the device that has it; once ACCEPTED the one that accepted
 */
record OrderRelay(
        @JsonIgnore long id,
        long orderId,
        long shopId,
        RelayStatus status,
        @Nullable Long deviceId,
        int tries,
        @JsonIgnore @Nullable String key,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") @Nullable
        LocalDateTime createdAt,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") @Nullable
        LocalDateTime updatedAt) {}
