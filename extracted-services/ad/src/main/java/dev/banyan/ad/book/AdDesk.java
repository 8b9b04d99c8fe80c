package dev.banyan.ad.book;

import dev.banyan.kit.database.DeadlockRetry;
import dev.banyan.kit.web.Problem;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Books and changes ads. Repeating a request changes nothing more. */
@Component
public final class AdDesk {

    private static final String CURRENCY = "KRW";

    private final JdbcClient jdbc;
    private final Ads ads;
    private final AdNews news;
    private final TransactionTemplate transaction;
    private final DeadlockRetry retry;
    private final Clock clock;

    AdDesk(JdbcClient jdbc, Ads ads, AdNews news, TransactionTemplate transaction, DeadlockRetry retry, Clock clock) {
        this.jdbc = jdbc;
        this.ads = ads;
        this.news = news;
        this.transaction = transaction;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * What became of a request to run an ad.
     *
     * @param fresh false when its key had booked this ad before
     */
    public record Booked(Ad ad, boolean fresh) {}

    /**
     * Books an ad, once per shop and key; it runs.
     *
     * @throws Problem when the key has booked another ad
     */
    public Booked book(NewAd wanted) {
        try {
            long id = Objects.requireNonNull(retry.run(() -> transaction.execute(status -> insert(wanted))));
            return new Booked(wanted.booked(id), true);
        } catch (DuplicateKeyException used) {
            Ad first = ads.findByKey(wanted.shopId(), wanted.key()).orElseThrow(() -> used);
            if (!first.cameFrom(wanted)) {
                throw Problem.keyReused();
            }
            return new Booked(first, false);
        }
    }

    /**
     * The ad after the change; empty when there is none.
     *
     * @param shopId the shop that asks: others' ads are none for it; null when it does not say
     */
    public Optional<Ad> change(long id, @Nullable Long shopId, AdChange change) {
        return Objects.requireNonNull(retry.run(() -> transaction.execute(status -> ads.lock(id)
                .filter(seen -> shopId == null || shopId.equals(seen.shopId()))
                .map(seen -> store(seen, seen.after(change))))));
    }

    private long insert(NewAd wanted) {
        LocalDateTime now = now();
        GeneratedKeyHolder generated = new GeneratedKeyHolder();
        jdbc.sql(
                        "INSERT INTO ad (shop_id, type, bid, currency, starts_at, ends_at, status, idempotency_key, created_at,"
                                + " updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(wanted.shopId(), wanted.type().name(), wanted.bid(), CURRENCY, wanted.startsAt())
                .param(wanted.endsAt())
                .params(AdStatus.RUNNING.name(), wanted.key(), now, now)
                .update(generated);
        long id = Objects.requireNonNull(generated.getKey()).longValue();
        insertKeywords(id, wanted.shopId(), wanted.keywords(), now);
        news.booked(id);
        return id;
    }

    private Ad store(Ad seen, Ad wanted) {
        if (wanted.equals(seen)) {
            return seen;
        }
        LocalDateTime now = now();
        jdbc.sql("UPDATE ad SET bid = ?, ends_at = ?, status = ?, updated_at = ?, version = version + 1 WHERE id = ?")
                .param(wanted.bid())
                .param(wanted.endsAt())
                .params(wanted.status().name(), now, wanted.id())
                .update();
        if (!wanted.keywords().equals(seen.keywords())) {
            jdbc.sql("DELETE FROM ad_keyword WHERE ad_id = ?").param(seen.id()).update();
            insertKeywords(seen.id(), seen.shopId(), wanted.keywords(), now);
        }
        news.changed(seen, wanted);
        return wanted;
    }

    private void insertKeywords(long id, @Nullable Long shopId, List<String> keywords, LocalDateTime now) {
        for (String keyword : keywords) {
            jdbc.sql("INSERT INTO ad_keyword (ad_id, shop_id, keyword, created_at) VALUES (?, ?, ?, ?)")
                    .param(id)
                    .param(shopId)
                    .params(keyword, now)
                    .update();
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }
}
