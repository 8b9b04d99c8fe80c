package dev.banyan.control.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ControlStoreIT {
    private static final ControlStoreServer SERVER = new ControlStoreServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void transactionsAreReadCommitted() {
        assertThat(inTransaction("transaction_isolation", String.class)).isEqualTo("READ-COMMITTED");
    }

    /** Or the row of a shift would stay locked for eight hours, and its writes held, by a coordinator's host that lost its power. */
    @Test
    void theServerGivesUpWhoIsSilentInMidTransaction() {
        assertThat(inTransaction("wait_timeout", Long.class)).isEqualTo(ControlStore.SILENT_SECONDS);
    }

    private static <T> T inTransaction(String variable, Class<T> type) {
        return SERVER.store()
                .transaction(handle -> handle.createQuery("SELECT @@SESSION." + variable)
                        .mapTo(type)
                        .one());
    }
}
