package dev.banyan.ruby.ad;

import dev.banyan.ruby.web.InvalidRequest;
import dev.banyan.ruby.web.Requests;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An ad to be run. */
record NewAd(
        @Nullable Long shopId,
        @Nullable String type,
        @Nullable Long bid,
        @Nullable LocalDateTime from,
        @Nullable LocalDateTime to,
        @Nullable List<String> keywords) {

    static final int HIGHEST_BID = 100_000_000;

    private static final int MOST_KEYWORDS = 20;

    NewAd {
        Requests.inRange("shopId", shopId, 1, Long.MAX_VALUE);
        Requests.oneOf("type", type, AdType.class);
        Requests.inRange("bid", bid, 0, HIGHEST_BID);
        if (from == null) {
            throw new InvalidRequest("from is missing.");
        }
        if (to != null && !to.isAfter(from)) {
            throw new InvalidRequest("to must be after from.");
        }
        keywords = checked(keywords);
    }

    long shop() {
        return Requests.inRange("shopId", shopId, 1, Long.MAX_VALUE);
    }

    AdType adType() {
        return Requests.oneOf("type", type, AdType.class);
    }

    List<String> words() {
        return keywords == null ? List.of() : keywords;
    }

    /** Whether it is what this request made; keywords, bid and end may have changed since. */
    boolean made(Ad ad) {
        return Objects.equals(ad.shopId(), shopId)
                && ad.type() == adType()
                && from != null
                && from.withNano(0).equals(ad.from());
    }

    /** 1 to 20 different words, trimmed. */
    static List<String> checked(@Nullable List<String> keywords) {
        if (keywords == null || keywords.isEmpty() || keywords.size() > MOST_KEYWORDS) {
            throw new InvalidRequest("keywords must be 1 to " + MOST_KEYWORDS + " words.");
        }
        return keywords.stream()
                .map(word -> Requests.text("keywords", word, 50))
                .distinct()
                .toList();
    }
}
