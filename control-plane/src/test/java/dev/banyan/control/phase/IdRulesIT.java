package dev.banyan.control.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.store.ControlStoreServer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class IdRulesIT {
    private static final ControlStoreServer SERVER = new ControlStoreServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void remembersSinceWhenARuleHoldsWhateverTheTimeZone() {
        IdRules rules = new IdRules(SERVER.store());
        IdRules.Since since = new IdRules.Since(17, Instant.parse("2016-05-04T03:02:00Z"));

        rules.record("monolith", new IdRules.Since(3, Instant.EPOCH.plusSeconds(86_400)));
        rules.record("monolith", since);

        assertThat(rules.find("monolith")).contains(since);
        assertThat(rules.find("payment")).isEmpty();
    }
}
