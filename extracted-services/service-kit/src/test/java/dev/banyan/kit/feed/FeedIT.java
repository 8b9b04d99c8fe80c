package dev.banyan.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.example.ExampleService;
import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class FeedIT {

    private static final String[] TOKEN = {"Authorization", "Bearer secret"};

    private static JdbcClient sql;
    private static RunningService service;

    @BeforeAll
    static void start() {
        TestDatabase database = TestDatabase.create();
        sql = database.sql();
        service = RunningService.start(ExampleService.class, database, "--feed.token=secret");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void nothingWasReceived() {
        sql.sql("DELETE FROM feed_position").update();
        sql.sql("DELETE FROM ledger").update();
    }

    @Test
    void takesAFirstCopyAndThenChanges() {
        assertThat(takeOver().text()).isEqualTo("{\"epoch\":1,\"position\":null,\"snapshot\":\"NONE\"}");

        Answer copied = post(batch(1, null, null, "RUNNING", snapshot(1), snapshot(2)));
        Answer finished = post(batch(1, null, "p1", "DONE", snapshot(3)));
        Answer followed = post(batch(1, "p1", "p2", "DONE", insert(4), update(4), delete(1)));

        assertThat(copied.text()).isEqualTo("{\"position\":null}");
        assertThat(finished.text()).isEqualTo("{\"position\":\"p1\"}");
        assertThat(followed.text()).isEqualTo("{\"position\":\"p2\"}");
        assertThat(ledger())
                .containsExactly("SNAPSHOT 1", "SNAPSHOT 2", "SNAPSHOT 3", "INSERT 4", "UPDATE 4", "DELETE 1");
        assertThat(takeOver().text()).isEqualTo("{\"epoch\":2,\"position\":\"p2\",\"snapshot\":\"DONE\"}");
    }

    @Test
    void takesARepeatedBatchOnce() {
        copyNothing();
        post(batch(1, "p1", "p2", "DONE", insert(1)));

        Answer again = post(batch(1, "p1", "p2", "DONE", insert(1)));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo("{\"position\":\"p2\"}");
        assertThat(ledger()).containsExactly("INSERT 1");
    }

    @Test
    void takesABatchOnceThatComesManyTimesAtOnce() {
        copyNothing();

        List<CompletableFuture<Answer>> sent = IntStream.range(0, 12)
                .mapToObj(i ->
                        service.http().send("POST", "/feed/example", batch(1, "p1", "p2", "DONE", insert(1)), TOKEN))
                .toList();

        assertThat(sent.stream().map(CompletableFuture::join))
                .extracting(Answer::status)
                .containsOnly(200);
        assertThat(ledger()).containsExactly("INSERT 1");
    }

    @Test
    void refusesAnEarlierEpoch() {
        copyNothing();
        takeOver();

        Answer stale = post(batch(1, "p1", "p2", "DONE", insert(1)));

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).isEqualTo("{\"epoch\":2,\"position\":\"p1\",\"snapshot\":\"DONE\"}");
        assertThat(ledger()).isEmpty();
        assertThat(post(batch(2, "p1", "p2", "DONE", insert(1))).status()).isEqualTo(200);
    }

    @Test
    void refusesABatchThatDoesNotFollow() {
        copyNothing();

        Answer gap = post(batch(1, "p7", "p8", "DONE", insert(1)));
        Answer fromNowhere = post(batch(1, null, "p8", "DONE", insert(1)));
        Answer lateCopy = post(batch(1, null, null, "RUNNING", snapshot(1)));

        assertThat(List.of(gap, fromNowhere, lateCopy))
                .extracting(Answer::status)
                .containsOnly(409);
        assertThat(gap.text()).isEqualTo("{\"epoch\":1,\"position\":\"p1\",\"snapshot\":\"DONE\"}");
        assertThat(ledger()).isEmpty();
    }

    @Test
    void refusesBatchesBeforeATakeOver() {
        assertThat(post(batch(1, null, null, "RUNNING", snapshot(1))).text())
                .isEqualTo("{\"epoch\":0,\"position\":null,\"snapshot\":\"NONE\"}");
    }

    @Test
    void forgetsAnUnfinishedCopyWhenItBeginsAgain() {
        takeOver();
        post(batch(1, null, null, "RUNNING", snapshot(1), snapshot(2)));
        assertThat(takeOver().text()).isEqualTo("{\"epoch\":2,\"position\":null,\"snapshot\":\"RUNNING\"}");
        assertThat(ledger()).hasSize(2);

        post(batch(2, null, null, "RUNNING", snapshot(2)));
        post(batch(2, null, null, "RUNNING", snapshot(3)));

        assertThat(ledger()).containsExactly("SNAPSHOT 2", "SNAPSHOT 3");
    }

    @Test
    void makesAFinishedCopyAnewWhenToldFromItsPosition() {
        copyNothing();
        post(batch(1, "p1", "p2", "DONE", insert(1)));

        assertThat(post(batch(1, "p2", null, "RUNNING", snapshot(5))).status()).isEqualTo(200);
        assertThat(post(batch(1, null, "p9", "DONE", snapshot(6))).status()).isEqualTo(200);

        assertThat(ledger()).containsExactly("SNAPSHOT 5", "SNAPSHOT 6");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"table\":\"t\",\"kind\":\"INSERT\",\"after\":{\"id\":1},\"at\":1}] | Table 't' came without column 'memo'",
                "[{\"table\":\"t\",\"kind\":\"INSERT\",\"after\":{\"id\":\"x\",\"memo\":\"m\"},\"at\":1}] | Column 'id' of table 't' is \"x\", not a whole number",
                "[{\"table\":\"t\",\"kind\":\"INSERT\",\"after\":{\"id\":null,\"memo\":\"m\"},\"at\":1}] | Column 'id' of table 't' is NULL",
                "[{\"table\":\"t\",\"kind\":\"INSERT\",\"at\":1}]                      | of table 't' has no row 'after'",
                "[{\"table\":\"t\",\"kind\":\"DELETE\",\"after\":{\"id\":1},\"at\":1}] | of table 't' has no row 'before'",
                "[{\"table\":\"t\",\"kind\":\"GONE\",\"at\":1}]                        | must be one of [SNAPSHOT, INSERT, UPDATE, DELETE]",
                "[{\"kind\":\"INSERT\",\"after\":{},\"at\":1}]                         | table must not be null",
                "[{\"table\":\"t\",\"kind\":\"INSERT\",\"after\":{\"id\":1,\"memo\":\"longer than twenty letters\"},\"at\":1}] | Data too long",
            })
    void haltsAtABatchThatCantBeUnderstood(String changes, String message) {
        copyNothing();
        String good = insert(1);

        Answer bad = post("{\"epoch\":1,\"from\":\"p1\",\"to\":\"p2\",\"snapshot\":\"DONE\",\"changes\":"
                + changes.replaceFirst("\\[", "[" + good + ",") + "}");

        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().get("detail").stringValue()).contains(message);
        assertThat(ledger()).isEmpty();
        assertThat(post(batch(1, "p1", "p2", "DONE", insert(1))).status()).isEqualTo(200);
    }

    @Test
    void leavesNothingOfABatchWhoseProcessDiedBeforeTheCommit() {
        TestDatabase database = TestDatabase.create();
        String batch = batch(1, null, "p1", "DONE", snapshot(1));

        postToAProcessThatDies(database, batch);

        assertThat(entries(database)).isZero();
        try (RunningService next = RunningService.start(ExampleService.class, database)) {
            Answer again = next.http().post("/feed/example", batch);
            assertThat(again.text()).isEqualTo("{\"position\":\"p1\"}");
            assertThat(entries(database)).isOne();
        }
    }

    @Test
    void refusesStrangersAndPhasesItDoesNotKnow() {
        assertThat(service.http().post("/feed/example/take-over", "").status()).isEqualTo(401);
        assertThat(service.http()
                        .post("/feed/example/take-over", "", "Authorization", "Bearer wrong")
                        .status())
                .isEqualTo(401);
        assertThat(service.http().post("/feed/other/take-over", "", TOKEN).status())
                .isEqualTo(404);
        assertThat(sql.sql("SELECT COUNT(*) FROM feed_position")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static void postToAProcessThatDies(TestDatabase database, String batch) {
        try (KillableService dying = KillableService.start(ExampleService.class, database, "--example.halts=true")) {
            assertThat(dying.http().post("/feed/example/take-over", "").status())
                    .isEqualTo(200);
            assertThat(dying.http().send("POST", "/feed/example", batch)).failsWithin(Duration.ofSeconds(20));
        }
    }

    private static long entries(TestDatabase database) {
        return database.sql()
                .sql("SELECT COUNT(*) FROM ledger")
                .query(Long.class)
                .single();
    }

    private static Answer takeOver() {
        return service.http().post("/feed/example/take-over", "", TOKEN);
    }

    private static Answer post(String batch) {
        return service.http().post("/feed/example", batch, TOKEN);
    }

    private static void copyNothing() {
        takeOver();
        assertThat(post(batch(1, null, "p1", "DONE")).status()).isEqualTo(200);
    }

    private static String batch(long epoch, String from, String to, String snapshot, String... changes) {
        return "{\"epoch\":%d,\"from\":%s,\"to\":%s,\"snapshot\":\"%s\",\"changes\":[%s]}"
                .formatted(epoch, quoted(from), quoted(to), snapshot, String.join(",", changes));
    }

    private static String quoted(String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    private static String snapshot(long id) {
        return change("SNAPSHOT", "null", row(id));
    }

    private static String insert(long id) {
        return change("INSERT", "null", row(id));
    }

    private static String update(long id) {
        return change("UPDATE", row(id), row(id));
    }

    private static String delete(long id) {
        return change("DELETE", row(id), "null");
    }

    private static String row(long id) {
        return "{\"id\":" + id + ",\"memo\":\"m\"}";
    }

    private static String change(String kind, String before, String after) {
        return "{\"table\":\"t\",\"kind\":\"%s\",\"before\":%s,\"after\":%s,\"at\":1500000000000}"
                .formatted(kind, before, after);
    }

    private static List<String> ledger() {
        return sql.sql("SELECT CONCAT(kind, ' ', entry) FROM ledger ORDER BY id")
                .query(String.class)
                .list();
    }
}
