package dev.banyan.ad.book;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An ad as it was when read. Old rows have gaps.
 *
 * @param bid in won
 * @param startsAt local wall time, whole seconds, like all times here
 * @param endsAt null: until it is stopped
 * @param keywords in the order in which the shop named them
 */
public record Ad(
        long id,
        @Nullable Long shopId,
        @Nullable AdType type,
        @Nullable BigDecimal bid,
        @Nullable LocalDateTime startsAt,
        @Nullable LocalDateTime endsAt,
        AdStatus status,
        List<String> keywords) {
    public Ad {
        keywords = List.copyOf(keywords);
    }

    /** This ad after a change; equal to this one when the change says nothing new. */
    Ad after(AdChange change) {
        BigDecimal newBid = change.bid();
        return new Ad(
                id,
                shopId,
                type,
                newBid == null || (bid != null && newBid.compareTo(bid) == 0) ? bid : newBid,
                startsAt,
                change.endsAt() == null ? endsAt : change.endsAt(),
                change.status() == null ? status : change.status(),
                change.keywords() == null ? keywords : change.keywords());
    }

    /** Whether this is what such a request made; bid, end and keywords may have changed since. */
    boolean cameFrom(NewAd wanted) {
        return Objects.equals(shopId, wanted.shopId())
                && type == wanted.type()
                && wanted.startsAt().equals(startsAt);
    }

    Ad with(List<String> words) {
        return new Ad(id, shopId, type, bid, startsAt, endsAt, status, words);
    }
}
