package dev.banyan.search;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import dev.banyan.search.engine.EmbeddedEngine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A search service with a database and indexes of its own, on the one OpenSearch of this JVM. */
final class Searching implements AutoCloseable {

    /** For machines that do much else meanwhile. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtomicInteger ALIASES = new AtomicInteger();

    /** Started when the first test needs it; ends with the JVM. */
    private static final class Shared {
        static final EmbeddedEngine ENGINE = EmbeddedEngine.start(null, 0);

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(ENGINE::close));
        }
    }

    final RunningService service;
    final TestDatabase database;

    Searching(TestDatabase database, String engine, String alias, String... settings) {
        this.database = database;
        List<String> all = new ArrayList<>(
                List.of("--opensearch.url=" + engine, "--opensearch.alias=" + alias, "--search.warm-up=0s"));
        all.addAll(List.of(settings));
        this.service = RunningService.start(SearchApplication.class, database, all.toArray(String[]::new));
    }

    static Searching start(String... settings) {
        return new Searching(TestDatabase.create(), engineUrl(), newAlias(), settings);
    }

    static String engineUrl() {
        return Shared.ENGINE.url();
    }

    static String newAlias() {
        return "shops" + ALIASES.incrementAndGet();
    }

    Client http() {
        return service.http();
    }

    Answer search(String words, String... more) {
        return http().get("/api/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + String.join("", more));
    }

    List<Long> shops(String words, String... more) {
        return ids(search(words, more).json().get("shops"), "id");
    }

    List<Long> ads(String words, String... more) {
        return ids(search(words, more).json().get("ads"), "adId");
    }

    long dirty() {
        return database.sql()
                .sql("SELECT COUNT(*) FROM shop_version WHERE dirty")
                .query(Long.class)
                .single();
    }

    /** Until all that was fed is in the index, and what was indexed can be found. */
    void settle() {
        Awaitility.await().atMost(PATIENCE).until(() -> dirty() == 0);
        new Client(engineUrl()).post("/_refresh", "");
    }

    private static List<Long> ids(JsonNode list, String field) {
        List<Long> ids = new ArrayList<>();
        for (JsonNode entry : list) {
            ids.add(entry.get(field).longValue());
        }
        return ids;
    }

    @Override
    public void close() {
        service.close();
    }
}
