package dev.banyan.ruby.ad;

import dev.banyan.ruby.web.Requests;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What shall be otherwise with an ad; null: stays as it is. */
record AdChange(
        @Nullable Long bid,
        @Nullable LocalDateTime to,
        @Nullable String status,
        @Nullable List<String> keywords) {

    AdChange {
        if (bid != null) {
            Requests.inRange("bid", bid, 0, NewAd.HIGHEST_BID);
        }
        if (status != null) {
            Requests.oneOf("status", status, AdStatus.class);
        }
        if (keywords != null) {
            keywords = NewAd.checked(keywords);
        }
    }

    @Nullable
    String statusCode() {
        return status == null ? null : Requests.oneOf("status", status, AdStatus.class).code;
    }
}
