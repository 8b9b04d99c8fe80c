package dev.banyan.ad.web;

import dev.banyan.ad.book.AdChange;
import dev.banyan.ad.book.AdStatus;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What PUT is sent; what is missing stays as it is.
 *
 * @param bid whole won
 * @param keywords in place of all that the ad has
 */
record AdChangeBody(
        @PositiveOrZero @Max(NewAdBody.HIGHEST_BID) @Nullable
        Long bid,

        @Nullable LocalDateTime to,
        @Nullable AdStatus status,
        @Nullable List<@Nullable String> keywords) {

    AdChange change() {
        return new AdChange(
                bid == null ? null : BigDecimal.valueOf(bid),
                to == null ? null : to.truncatedTo(ChronoUnit.SECONDS),
                status,
                keywords == null ? null : Keywords.checked(keywords));
    }
}
