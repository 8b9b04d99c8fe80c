package dev.banyan.search.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The indexes of shops. All methods throw {@link EngineDown} when OpenSearch can't be asked, and may be repeated then.
 */
@Component
public final class Engine {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private final OpenSearch http;
    private final EngineSettings settings;
    private final JsonMapper json;
    private final Semaphore searches;

    Engine(EngineAddress address, EngineSettings settings, JsonMapper json) {
        this.http = new OpenSearch(address.url(), settings.connectTimeout(), json);
        this.settings = settings;
        this.json = json;
        this.searches = new Semaphore(settings.searches(), true);
    }

    /** Whether it answers at all. */
    public boolean answers() {
        try {
            return http.send("GET", "/", "", settings.searchTimeout()).status() == 200;
        } catch (EngineDown down) {
            return false;
        }
    }

    /** What the index of that number is called. */
    public String indexName(int generation) {
        return settings.alias() + "-" + generation;
    }

    /** Whether there is an index that searches go to. */
    public boolean isSearchable() {
        return exists(settings.alias());
    }

    public boolean exists(String index) {
        return write("HEAD", "/" + index, "").status() == 200;
    }

    /** An empty index of that name, whatever was there. */
    public void createAnew(String index) {
        delete(index);
        write("PUT", "/" + index, definition()).orFail("Index " + index + " can't be created");
    }

    public void delete(String index) {
        write("DELETE", "/" + index + "?ignore_unavailable=true", "");
    }

    /** From one moment to the next, all searches go to this index. */
    public void searchIn(String index) {
        write("POST", "/" + index + "/_refresh", "").orFail("Index " + index + " can't be refreshed");
        Map<String, Object> remove =
                Map.of("index", settings.alias() + "-*", "alias", settings.alias(), "must_exist", false);
        Map<String, Object> add = Map.of("index", index, "alias", settings.alias());
        write(
                        "POST",
                        "/_aliases",
                        json.writeValueAsString(
                                Map.of("actions", List.of(Map.of("remove", remove), Map.of("add", add)))))
                .orFail("Alias " + settings.alias() + " can't be set to " + index);
    }

    /** Writes each document into each index, unless that has a version as new. */
    public void write(List<String> indexes, List<Document> documents) {
        if (documents.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (String index : indexes) {
            for (Document document : documents) {
                Map<String, Object> where = Map.of(
                        "_index",
                        index,
                        "_id",
                        String.valueOf(document.shopId()),
                        "version",
                        document.version(),
                        "version_type",
                        "external");
                String what = document.content() == null ? "delete" : "index";
                lines.append(json.writeValueAsString(Map.of(what, where))).append('\n');
                if (document.content() != null) {
                    lines.append(json.writeValueAsString(document.content())).append('\n');
                }
            }
        }
        JsonNode items = write("POST", "/_bulk", lines.toString())
                .orFail("Documents can't be written")
                .body()
                .path("items");
        for (JsonNode item : items) {
            refuse(item.has("delete") ? item.get("delete") : item.path("index"));
        }
    }

    private static void refuse(JsonNode item) {
        int status = item.path("status").intValue();
        boolean written = status < 300;
        boolean newerIsThere = status == 409;
        boolean nothingToDelete =
                status == 404 && "not_found".equals(item.path("result").asString(""));
        if (written || newerIsThere || nothingToDelete) {
            return;
        }
        if (status == 404 || status == 429 || status >= 500) {
            throw new EngineDown("Document " + item);
        }
        throw new IllegalStateException("The engine refuses a document: " + item);
    }

    /** What each of these queries finds, asked in one go. */
    public List<JsonNode> search(List<Map<String, Object>> queries) {
        StringBuilder lines = new StringBuilder();
        for (Map<String, Object> query : queries) {
            lines.append("{}\n").append(json.writeValueAsString(query)).append('\n');
        }
        List<JsonNode> answers = new ArrayList<>();
        for (JsonNode answer : ask(lines.toString()).path("responses")) {
            int status = answer.path("status").intValue();
            if (status == 404 || status == 429 || status >= 500) {
                log.warn("The engine answered a search with {}", answer);
                throw new EngineDown("A search was answered " + answer.path("error"));
            }
            if (status != 200) {
                throw new IllegalStateException("The engine refuses a query: " + answer);
            }
            answers.add(answer);
        }
        return answers;
    }

    /** Whatever waits in the engine's queue is worked on, also for customers who have left: what it can't do in time must not get there. */
    private JsonNode ask(String queries) {
        awaitTurn();
        try {
            return http.send("POST", "/" + settings.alias() + "/_msearch", queries, settings.searchTimeout())
                    .orFail("The engine refuses a search")
                    .body();
        } finally {
            searches.release();
        }
    }

    private void awaitTurn() {
        boolean turn = false;
        try {
            turn = searches.tryAcquire(settings.searchWait().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        if (!turn) {
            throw new EngineDown(settings.searches() + " searches are under way");
        }
    }

    private OpenSearch.Answer write(String method, String path, String body) {
        return http.send(method, path, body, settings.writeTimeout());
    }

    private static String definition() {
        try (InputStream file = Engine.class.getResourceAsStream("/shops-index.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
