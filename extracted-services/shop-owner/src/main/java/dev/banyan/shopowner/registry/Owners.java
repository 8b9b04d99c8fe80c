package dev.banyan.shopowner.registry;

import dev.banyan.kit.database.DeadlockRetry;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads and changes owners. Nothing is cached: a synchroniser may write the same table at any time. */
@Component
public final class Owners {

    private static final String SELECT = "SELECT id, name, phone, business_number FROM owner WHERE id = ?";

    private static final RowMapper<Owner> OWNER = (row, number) -> new Owner(
            row.getLong("id"), row.getString("name"), row.getString("phone"), row.getString("business_number"));

    private final JdbcClient jdbc;
    private final OwnerNews news;
    private final TransactionTemplate transaction;
    private final DeadlockRetry retry;
    private final Clock clock;

    Owners(JdbcClient jdbc, OwnerNews news, TransactionTemplate transaction, DeadlockRetry retry, Clock clock) {
        this.jdbc = jdbc;
        this.news = news;
        this.transaction = transaction;
        this.retry = retry;
        this.clock = clock;
    }

    public Optional<Owner> find(long id) {
        return jdbc.sql(SELECT).param(id).query(OWNER).optional();
    }

    /** The owner after the change; empty when there is none. Repeating a change changes nothing more. */
    public Optional<Owner> change(long id, OwnerChange change) {
        return Objects.requireNonNull(retry.run(() ->
                transaction.execute(status -> lock(id).map(seen -> store(seen, seen.after(change))))));
    }

    private Optional<Owner> lock(long id) {
        return jdbc.sql(SELECT + " FOR UPDATE").param(id).query(OWNER).optional();
    }

    private Owner store(Owner seen, Owner wanted) {
        if (!wanted.equals(seen)) {
            jdbc.sql("UPDATE owner SET name = ?, phone = ?, business_number = ?, updated_at = ?, version = version + 1"
                            + " WHERE id = ?")
                    .param(wanted.name())
                    .param(wanted.phone())
                    .param(wanted.businessNumber())
                    .params(LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS), wanted.id())
                    .update();
            news.changed(seen, wanted);
        }
        return wanted;
    }
}
