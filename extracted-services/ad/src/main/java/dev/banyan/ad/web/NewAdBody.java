package dev.banyan.ad.web;

import dev.banyan.ad.book.AdType;
import dev.banyan.ad.book.NewAd;
import dev.banyan.kit.web.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What POST is sent.
 *
 * @param bid whole won
 * @param from local wall time; fractions of a second are dropped
 */
record NewAdBody(
        @NotNull @Positive Long shopId,
        @NotNull AdType type,
        @NotNull @PositiveOrZero @Max(HIGHEST_BID) Long bid,
        @NotNull LocalDateTime from,
        @Nullable LocalDateTime to,
        @NotNull List<@Nullable String> keywords) {

    static final long HIGHEST_BID = 100_000_000;

    /** Only of a body that was found valid. */
    NewAd wanted(String key) {
        if (to != null && !to.isAfter(from)) {
            throw Problem.invalid("to must be after from");
        }
        return new NewAd(
                shopId,
                key,
                type,
                BigDecimal.valueOf(bid),
                from.truncatedTo(ChronoUnit.SECONDS),
                to == null ? null : to.truncatedTo(ChronoUnit.SECONDS),
                Keywords.checked(keywords));
    }
}
