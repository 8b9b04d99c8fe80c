package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.config.ColumnMapping;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.control.stream.Streams;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A feed from a real database to a service, through what happens to both. */
class FeedIT {
    private static final String TABLES = """
            tables:
              - from: shops
                columns:
                  shop_no: { to: id }
                  stat: { to: status, values: { O: OPEN, C: CLOSED } }
                  memo: { drop: true }
              - { from: logs, to: log }
            """;
    private static final String SHOPS =
            "CREATE TABLE shops (shop_no BIGINT PRIMARY KEY, name VARCHAR(50), stat CHAR(1),"
                    + " memo VARCHAR(9) NOT NULL, fee DECIMAL(9,2), big BIGINT UNSIGNED, at DATETIME(3), seen TIMESTAMP NULL,"
                    + " day DATE, bin VARBINARY(8))";
    private static final String LOGS = "CREATE TABLE logs (id BIGINT PRIMARY KEY, n INT)";
    private static final String FIRST =
            "INSERT INTO shops VALUES (1, '김밥', 'O', 'm', 12.30, 18446744073709551615, '2016-03-01 12:00:00.5',"
                    + " '2016-03-01 12:00:00', '2016-03-01', x'00ff')";

    @RegisterExtension
    static final SharedServers SERVERS = new SharedServers();

    private static FeedStage stage(String... more) throws Exception {
        FeedStage stage = new FeedStage(SERVERS.get().left(), TABLES, SHOPS, LOGS, FIRST);
        stage.run(more);
        stage.startPhase();
        return stage;
    }

    private static FeedStage synced() throws Exception {
        FeedStage stage = stage();
        stage.startSync();
        stage.awaitSynced();
        return stage;
    }

    private static void log(FeedStage stage, long from, long to) throws Exception {
        for (long id = from; id < to; id++) {
            stage.run("INSERT INTO logs VALUES (" + id + ", " + id + ")");
        }
    }

    private static void awaitLogs(FeedStage stage, long from, long to) {
        await().atMost(FeedStage.PATIENCE)
                .untilAsserted(() -> assertThat(stage.receiver.rows("log").keySet())
                        .describedAs("%s", stage.report())
                        .containsExactlyElementsOf(
                                LongStream.range(from, to).boxed().toList()));
    }

    @Test
    void copiesWhatIsThereAndThenFollows() throws Exception {
        try (FeedStage stage = synced()) {
            JsonNode copied =
                    Objects.requireNonNull(stage.receiver.rows("shops").get(1L));
            assertThat(copied.toString())
                    .isEqualTo("{\"id\":1,\"name\":\"김밥\",\"status\":\"OPEN\",\"fee\":\"12.30\","
                            + "\"big\":18446744073709551615,\"at\":\"2016-03-01T12:00:00.5\","
                            + "\"seen\":\"2016-03-01T03:00:00Z\",\"day\":\"2016-03-01\",\"bin\":\"AP8=\"}");
            JsonNode first = stage.receiver.changes().get(0);
            assertThat(first.path("kind").stringValue()).isEqualTo("SNAPSHOT");
            assertThat(first.path("before").isNull()).isTrue();

            stage.together(
                    "INSERT INTO shops (shop_no, name, memo) VALUES (2, 'b', '')",
                    "INSERT INTO logs VALUES (1, 1)",
                    "UPDATE shops SET stat = 'C', seen = NULL WHERE shop_no = 1");
            stage.run("DELETE FROM shops WHERE shop_no = 2");

            await().atMost(FeedStage.PATIENCE)
                    .until(() -> stage.receiver.rows("shops").keySet().equals(java.util.Set.of(1L))
                            && stage.receiver.rows("log").containsKey(1L));
            List<JsonNode> changes = stage.receiver.changes();
            List<JsonNode> live = changes.subList(changes.size() - 4, changes.size());
            assertThat(live)
                    .extracting(change -> change.path("kind").stringValue() + " "
                            + change.path("table").stringValue())
                    .containsExactly("INSERT shops", "INSERT log", "UPDATE shops", "DELETE shops");
            assertThat(live.get(2).path("before").path("status").stringValue()).isEqualTo("OPEN");
            assertThat(live.get(2).path("after").path("status").stringValue()).isEqualTo("CLOSED");
            assertThat(live.get(2).path("after").path("seen").isNull()).isTrue();
            assertThat(live.get(2).path("at").longValue()).isPositive();
            assertThat(stage.receiver.batches())
                    .as("a transaction travels whole")
                    .anyMatch(batch -> batch.path("changes").size() >= 3
                            && batch.path("changes").toString().contains("INSERT"));
            assertThat(stage.report().lagMillis()).isNotNegative();
            assertThat(stage.report().appliedRows()).isEqualTo(5);
            assertThat(new Streams(stage.store).find("search", Direction.REVERSE))
                    .isEmpty();
        }
    }

    @Test
    void aBatchWhoseAnswerWasLostIsSentAgainAndDoneOnce() throws Exception {
        try (FeedStage stage = synced()) {
            stage.receiver.loseAnswers(3);

            log(stage, 0, 20);

            awaitLogs(stage, 0, 20);
            // All may be in the one batch whose answer was lost: it has arrived before it is sent again.
            await().atMost(FeedStage.PATIENCE)
                    .untilAsserted(() -> assertThat(stage.receiver.repeats()).isGreaterThanOrEqualTo(3));
            assertThat(stage.receiver.changes().stream()
                            .filter(change -> change.path("table").stringValue().equals("log"))
                            .map(change -> change.path("after").path("id").longValue()))
                    .containsExactlyElementsOf(LongStream.range(0, 20).boxed().toList());
        }
    }

    @Test
    void aServiceThatIsDeadIsTriedUntilItIsBack() throws Exception {
        try (FeedStage stage = synced()) {
            stage.receiver.die();
            log(stage, 0, 10);
            stage.awaitStatus(StreamStatus.STREAMING, "Trying again.");
            assertThat(stage.report().message()).contains("search at " + stage.receiver.address());
            await().until(() -> stage.report().lagMillis() > 1_000);

            stage.receiver.comeBack();

            awaitLogs(stage, 0, 10);
            stage.awaitStatus(StreamStatus.STREAMING, "");
            await().until(() -> stage.report().message().isEmpty());
            assertThat(stage.receiver.epoch()).isEqualTo(1);
        }
    }

    @Test
    void aStreamThatLostItsEpochTakesOverAgain() throws Exception {
        try (FeedStage stage = synced()) {
            stage.receiver.raiseEpoch();
            log(stage, 0, 5);

            awaitLogs(stage, 0, 5);
            assertThat(stage.receiver.epoch()).isEqualTo(3);
        }
    }

    @Test
    void goesOnFromWhereTheServiceWasPutBackTo() throws Exception {
        try (FeedStage stage = synced()) {
            log(stage, 0, 5);
            awaitLogs(stage, 0, 5);
            String earlier = Objects.requireNonNull(stage.receiver.position());
            log(stage, 5, 10);
            awaitLogs(stage, 0, 10);

            stage.receiver.putBack(earlier);

            await().atMost(FeedStage.PATIENCE)
                    .until(() -> stage.receiver.changes().stream()
                                    .filter(change ->
                                            change.path("after").path("id").longValue() == 9)
                                    .count()
                            == 2);
            awaitLogs(stage, 0, 10);
        }
    }

    @Test
    void standsInFrontOfABatchThatIsNotUnderstood() throws Exception {
        try (FeedStage stage = synced()) {
            stage.receiver.dontUnderstand("log");
            log(stage, 0, 1);
            stage.awaitStatus(
                    StreamStatus.FAILED, "does not understand a batch: it answers 400: Table log is unknown.");
            log(stage, 1, 3);

            stage.receiver.dontUnderstand("");
            stage.pauseAndResume();

            awaitLogs(stage, 0, 3);
        }
    }

    @Test
    void saysThatTheServiceTurnsItAwayAndHealsByItself() throws Exception {
        try (FeedStage stage = stage()) {
            stage.receiver.expect("another");
            stage.startSync();
            stage.awaitStatus(StreamStatus.FAILED, "can't be fed: it answers 401: Wrong token. Trying again.");

            stage.receiver.expect(FeedReceiver.TOKEN);

            stage.awaitSynced();
        }
    }

    @Test
    void columnsThatATableIsGivenLaterAreSent() throws Exception {
        try (FeedStage stage = synced()) {
            stage.run("ALTER TABLE logs ADD COLUMN word VARCHAR(10) NOT NULL DEFAULT 'w'");
            stage.run("INSERT INTO logs VALUES (1, 1, 'hello')");
            awaitLogs(stage, 1, 2);
            assertThat(Objects.requireNonNull(stage.receiver.rows("log").get(1L))
                            .path("word")
                            .stringValue())
                    .isEqualTo("hello");
            assertThat(stage.report().message()).contains("new columns are sent from here on");

            stage.run("ALTER TABLE logs DROP COLUMN n");
            stage.awaitStatus(StreamStatus.FAILED, "drops or renames mapped columns: n");
        }
    }

    @Test
    void aCancelledFeedIsCopiedAnewWhenItStartsAgain() throws Exception {
        try (FeedStage stage = synced()) {
            log(stage, 0, 3);
            awaitLogs(stage, 0, 3);
            stage.cancelPhase();
            await().until(() -> stage.count("SELECT COUNT(*) FROM banyan_schema_history") == 0);
            stage.run("DELETE FROM logs WHERE id = 0");

            stage.startPhase();

            stage.awaitSynced();
            awaitLogs(stage, 1, 3);
            assertThat(stage.receiver.changes().get(0).path("kind").stringValue())
                    .isEqualTo("SNAPSHOT");
        }
    }

    @Test
    void aFeedCancelledWhileNoSyncRanIsCopiedAnewByItsNewMapping() throws Exception {
        try (FeedStage stage = synced()) {
            log(stage, 0, 3);
            awaitLogs(stage, 0, 3);
            stage.stopSync();
            stage.cancelPhase();
            stage.run("DELETE FROM logs WHERE id = 0");
            TableMapping logs = new TableMapping(
                    "logs", "log", null, Map.of("n", new ColumnMapping("number", false, null, Map.of())), Map.of());
            stage.startPhase(stage.definition().withTables(List.of(logs)));

            stage.startSync();

            stage.awaitSynced();
            awaitLogs(stage, 1, 3);
            assertThat(stage.receiver.changes())
                    .as("only what the new mapping copies")
                    .allSatisfy(change -> {
                        assertThat(change.path("kind").stringValue()).isEqualTo("SNAPSHOT");
                        assertThat(change.path("after").propertyNames()).containsExactly("id", "number");
                    });
            log(stage, 3, 5);
            awaitLogs(stage, 1, 5);
            assertThat(new Phases(stage.store).cancelled()).isEmpty();
        }
    }

    @Test
    void aCompletedFeedGoesOnUnlessItIsToEnd() throws Exception {
        try (FeedStage stage = synced()) {
            assertThat(new Phases(stage.store).move("search", PhaseState.SYNCED, PhaseState.COMPLETE, 0))
                    .isTrue();
            log(stage, 0, 3);
            awaitLogs(stage, 0, 3);
        }
        try (FeedStage stage = new FeedStage(SERVERS.get().left(), TABLES + "after: keep\n", SHOPS, LOGS, FIRST)) {
            stage.startPhase();
            stage.startSync();
            stage.awaitSynced();
            new Phases(stage.store).move("search", PhaseState.SYNCED, PhaseState.COMPLETE, 0);
            awaitStopped(stage);
        }
    }

    @Test
    void endsWhatGoesOnAfterCompleteWhenItIsToldTo() throws Exception {
        try (FeedStage stage = synced()) {
            Phases phases = new Phases(stage.store);
            phases.move("search", PhaseState.SYNCED, PhaseState.COMPLETE, 0);
            log(stage, 0, 3);
            awaitLogs(stage, 0, 3);

            Phase complete = phases.find("search").orElseThrow();
            assertThat(stage.store.<Boolean>transaction(handle -> Phases.endSync(handle, complete)))
                    .isTrue();

            awaitStopped(stage);
        }
    }

    @Test
    void hasNoStreamForAServiceThatLearnsFromElsewhere() throws Exception {
        try (FeedStage stage = new FeedStage(SERVERS.get().left(), "routes: [ { path: /api/search } ]\n", SHOPS)) {
            stage.startPhase();
            stage.startSync();

            await().until(() ->
                    new Phases(stage.store).find("search").orElseThrow().state() == PhaseState.SYNCED);

            assertThat(new Streams(stage.store).find("search", Direction.FORWARD))
                    .isEmpty();
        }
    }

    private static void awaitStopped(FeedStage stage) {
        await().until(() -> new Streams(stage.store)
                        .find("search", Direction.FORWARD)
                        .orElseThrow()
                        .report()
                        .status()
                == StreamStatus.STOPPED);
    }
}
