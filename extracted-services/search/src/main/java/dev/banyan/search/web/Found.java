package dev.banyan.search.web;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search found. */
record Found(List<FoundAd> ads, List<FoundShop> shops) {

    /** A shop that pays to be seen. */
    record FoundAd(long adId, @Nullable String type, FoundShop shop) {}

    /** A shop in a list. */
    record FoundShop(
            long id,
            @Nullable String name,
            @Nullable String category,
            boolean open,
            @Nullable BigDecimal lat,
            @Nullable BigDecimal lng) {}
}
