package dev.banyan.ad.book;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What shall be otherwise; null: stays as it is. */
public record AdChange(
        @Nullable BigDecimal bid,
        @Nullable LocalDateTime endsAt,
        @Nullable AdStatus status,
        @Nullable List<String> keywords) {}
