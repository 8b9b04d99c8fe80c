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
        String isolation = SERVER.store()
                .transaction(handle -> handle.createQuery("SELECT @@SESSION.transaction_isolation")
                        .mapTo(String.class)
                        .one());

        assertThat(isolation).isEqualTo("READ-COMMITTED");
    }

    /** Or the row of a shift would stay locked for eight hours, and its writes held, by a coordinator's host that lost its power. */
    @Test
    void theServerGivesUpWhoIsSilentInMidTransaction() {
        long silence = SERVER.store()
                .transaction(handle -> handle.createQuery("SELECT @@SESSION.wait_timeout")
                        .mapTo(Long.class)
                        .one());

        assertThat(silence).isEqualTo(ControlStore.SILENT_SECONDS);
    }
}
