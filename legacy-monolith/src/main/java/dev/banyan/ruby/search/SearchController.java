package dev.banyan.ruby.search;

import dev.banyan.ruby.web.Requests;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search over HTTP. */
@RestController
final class SearchController {

    private final SearchRows rows;

    SearchController(SearchRows rows) {
        this.rows = rows;
    }

    @GetMapping("/api/search")
    Found search(
            @RequestHeader(name = "X-Member-Id", required = false) @Nullable Long memberId,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cat,
            @RequestParam(required = false) @Nullable Double lat,
            @RequestParam(required = false) @Nullable Double lng,
            @RequestParam(defaultValue = "20") int limit) {
        Wanted wanted = Wanted.of(q, cat, lat, lng, limit);
        if (memberId != null) {
            Requests.memberId(memberId);
        }
        List<Found.FoundShop> shops = rows.shops(wanted);
        rows.log(memberId, wanted.words(), shops.size());
        return new Found(rows.ads(wanted), shops);
    }
}
