package dev.banyan.kit.example;

import dev.banyan.kit.feed.FeedChange;
import dev.banyan.kit.feed.FeedEffect;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes every change, so that one taken in twice would be seen twice. */
@Component
final class LedgerEffect implements FeedEffect {

    private final JdbcClient jdbc;
    private final boolean halts;

    LedgerEffect(JdbcClient jdbc, @Value("${example.halts:false}") boolean halts) {
        this.jdbc = jdbc;
        this.halts = halts;
    }

    @Override
    public String phase() {
        return "example";
    }

    @Override
    public void forget() {
        jdbc.sql("DELETE FROM ledger").update();
    }

    @Override
    public void apply(List<FeedChange> changes) {
        for (FeedChange change : changes) {
            jdbc.sql("INSERT INTO ledger (kind, entry, memo) VALUES (?, ?, ?)")
                    .params(
                            change.kind().name(),
                            change.row().number("id"),
                            change.row().text("memo"))
                    .update();
        }
        if (halts) {
            Runtime.getRuntime().halt(9);
        }
    }
}
