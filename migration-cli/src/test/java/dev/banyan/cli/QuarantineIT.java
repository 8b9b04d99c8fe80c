package dev.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.stream.Work;
import dev.banyan.control.stream.WorkKind;
import dev.banyan.control.stream.WorkQueue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people see of quarantined rows, and what sync is asked to do about them. Both databases have a row with the id 1. */
class QuarantineIT extends CommandsOnServers {
    @BeforeEach
    void quarantine() {
        start();
        quarantine("payment", "payments.forward", "7", "no such value");
        quarantine("payment", "payments.forward", "7", "behind another");
        quarantine("ruby", "payments.reverse", "8", "too long");
    }

    @Test
    void listsTheRowsOfBothDatabases() {
        JsonNode rows = list();

        assertThat(rows.valueStream()
                        .map(row -> row.path("direction").asString() + " "
                                + row.path("id").asInt() + " "
                                + row.path("key").asString() + " "
                                + row.path("error").asString())
                        .toList())
                .containsExactly("FORWARD 1 7 no such value", "FORWARD 2 7 behind another", "REVERSE 1 8 too long");
        assertThat(Typed.json(directory, "sync", "quarantine", "list", "payments")
                        .json()
                        .path("rows")
                        .size())
                .isEqualTo(3);
        assertThat(Typed.in(directory, "sync", "quarantine", "list", "paymnts").err())
                .contains("Did you mean 'payments'?");
    }

    @Test
    void showsBothImagesOfARow() {
        JsonNode shown =
                Typed.json(directory, "sync", "quarantine", "show", "2").json();

        assertThat(shown.path("after").path("pay_no").intValue()).isEqualTo(7);
        assertThat(shown.path("before").path("pay_no").intValue()).isEqualTo(6);
        assertThat(shown.path("operation").stringValue()).isEqualTo("UPDATE");
    }

    @Test
    void wantsTheDirectionOfAnIdThatSeveralStreamsHave() {
        for (String command : List.of("show", "retry", "drop")) {
            Typed typed = Typed.in(directory, "sync", "quarantine", command, "1", "--yes");

            assertThat(typed.exit()).as(command).isEqualTo(2);
            assertThat(typed.err()).contains("Several streams have a quarantined row 1", "--direction");
        }
        Typed told = Typed.json(directory, "sync", "quarantine", "show", "1", "payments", "--direction", "reverse");
        assertThat(told.json().path("error").stringValue()).isEqualTo("too long");
    }

    @Test
    void refusesAnIdThatIsNotThere() {
        for (String command : List.of("show", "retry", "drop")) {
            Typed typed = Typed.in(directory, "sync", "quarantine", command, "99", "--yes");

            assertThat(typed.exit()).as(command).isEqualTo(2);
            assertThat(typed.err()).contains("No quarantined row has the id 99", "banyan sync quarantine list");
        }
        assertThat(new WorkQueue(store).claim("sync")).isEmpty();
    }

    @Test
    void asksTheStreamToTryARowAgain() {
        CompletableFuture<Work> asked = answer(true, "{\"applied\":1,\"left\":0}");

        Typed typed = Typed.json(directory, "sync", "quarantine", "retry", "2");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(asked.join().kind()).isEqualTo(WorkKind.QUARANTINE_RETRY);
        assertThat(asked.join().arguments()).isEqualTo(Map.of("id", "2", "direction", "FORWARD"));
        assertThat(typed.json().path("left").intValue()).isEqualTo(3);
    }

    @Test
    void asksForAllRowsWhereNoneIsNamed() {
        CompletableFuture<Work> asked = answer(true, "{}");

        assertThat(Typed.in(directory, "sync", "quarantine", "retry").exit()).isZero();

        assertThat(asked.join().phase()).isEqualTo("payments");
        assertThat(asked.join().arguments()).isEmpty();
    }

    @Test
    void dropsARowOnlyWithConsent() {
        assertThat(Typed.in(directory, "sync", "quarantine", "drop", "2").exit())
                .isEqualTo(2);
        Typed planned = Typed.json(directory, "sync", "quarantine", "drop", "2", "--yes", "--dry-run");
        assertThat(planned.json().path("steps").path(0).stringValue())
                .isEqualTo("drop quarantined row 2 of 'payments'");
        assertThat(new WorkQueue(store).claim("sync")).isEmpty();
        CompletableFuture<Work> asked = answer(true, "{\"dropped\":1}");

        Typed typed = Typed.in(directory, "sync", "quarantine", "drop", "2", "--yes");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(asked.join().kind()).isEqualTo(WorkKind.QUARANTINE_DROP);
        assertThat(asked.join().arguments()).isEqualTo(Map.of("id", "2", "direction", "FORWARD"));
    }

    @Test
    void passesOnWhySyncCouldNot() {
        CompletableFuture<Work> asked = answer(false, "The stream did not answer.");

        Typed typed = Typed.in(directory, "sync", "quarantine", "retry", "2");

        assertThat(asked.join().phase()).isEqualTo("payments");
        assertThat(typed.exit()).isEqualTo(1);
        assertThat(typed.err()).contains("The stream did not answer.");
    }

    private JsonNode list() {
        return Typed.json(directory, "sync", "quarantine", "list").json().path("rows");
    }

    /** Sync's part: takes the next work that is asked for, and ends it. */
    private CompletableFuture<Work> answer(boolean succeeded, String result) {
        return CompletableFuture.supplyAsync(() -> {
            WorkQueue queue = new WorkQueue(store);
            Work work = await().until(() -> queue.claim("sync"), Optional::isPresent)
                    .orElseThrow();
            queue.finish(work.id(), succeeded, result);
            return work;
        });
    }

    private static void quarantine(String schema, String stream, String key, String error) {
        servers.sites()
                .execute(
                        "CREATE TABLE IF NOT EXISTS " + schema
                                + ".banyan_quarantine (id BIGINT AUTO_INCREMENT PRIMARY KEY, stream_name VARCHAR(64),"
                                + " table_name VARCHAR(64), row_key VARCHAR(500), cohort_key VARCHAR(200), operation VARCHAR(10),"
                                + " before_image LONGTEXT, after_image LONGTEXT, source_millis BIGINT, error VARCHAR(2000),"
                                + " tries INT NOT NULL DEFAULT 0)",
                        "INSERT INTO " + schema + ".banyan_quarantine (stream_name, table_name, row_key, operation,"
                                + " before_image, after_image, source_millis, error) VALUES ('" + stream
                                + "', 'payments', '" + key
                                + "', 'UPDATE', '{\"pay_no\": 6}', '{\"pay_no\": 7}', 1000, '"
                                + error + "')");
    }
}
