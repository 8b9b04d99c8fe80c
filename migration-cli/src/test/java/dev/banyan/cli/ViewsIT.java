package dev.banyan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.banyan.control.evidence.Audit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands about a view; the source and the service that keeps the view are played by the test, as the service kit speaks. */
class ViewsIT extends CommandsOnServers {
    private final Map<String, String> source = new ConcurrentSkipListMap<>();
    private final Map<String, String> view = new ConcurrentSkipListMap<>();
    private final AtomicLong restless = new AtomicLong();
    private volatile String importState = "{\"stage\":\"NONE\"}";
    private HttpServer server;

    @BeforeEach
    void aSourceAndAView() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/import/shops", exchange -> rows(exchange, source, "cursor"));
        server.createContext("/views/shops/rows", exchange -> rows(exchange, view, "after"));
        server.createContext("/views/shops/imports", this::imports);
        server.start();
        String text = servers.text();
        Servers.write(
                directory,
                text.substring(0, text.indexOf("services:"))
                        + """
                services:
                  shop-owner: { http: [ "http://127.0.0.1:%1$d" ] }
                  shop-view: { http: [ "http://127.0.0.1:%1$d" ] }
                events:
                  region: ap-northeast-2
                  views:
                    shops: { source: shop-owner, service: shop-view }
                    shops-of-pages: { source: shop-owner, service: shop-view, name: shops }
                phases: {}
                """.formatted(server.getAddress().getPort()));
        for (int id = 1; id <= 5; id++) {
            source.put(String.valueOf(id), row(id, 3, "\"name\":\"shop " + id + "\",\"open\":true,\"fee\":1.50"));
            view.put(String.valueOf(id), row(id, 3, "\"name\":\"shop " + id + "\",\"open\":1,\"fee\":1.5"));
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static String row(long id, long version, String values) {
        return "{\"id\":\"" + id + "\",\"version\":" + version + ",\"deleted\":false,\"values\":{" + values + "}}";
    }

    /** Two rows to a page, so that there are several. */
    private void rows(HttpExchange exchange, Map<String, String> all, String next) throws IOException {
        if (restless.get() > 0) {
            long version = restless.incrementAndGet();
            all.put("1", row(1, version, "\"name\":\"version " + version + "\""));
        }
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        StringBuilder lines = new StringBuilder();
        if (query.startsWith("ids=")) {
            for (String id : List.of(query.substring(4).split(",", -1))) {
                lines.append(all.getOrDefault(id, "{\"id\":\"" + id + "\",\"gone\":true}"))
                        .append('\n');
            }
            answer(exchange, 200, lines + "{\"" + next + "\":null}\n");
            return;
        }
        String after = query.contains("=") ? query.substring(query.indexOf('=') + 1) : "";
        String last = null;
        int count = 0;
        for (Map.Entry<String, String> entry : new TreeMap<>(all).entrySet()) {
            if (entry.getKey().compareTo(after) > 0 && count++ < 2) {
                lines.append(entry.getValue()).append('\n');
                last = entry.getKey();
            }
        }
        answer(exchange, 200, lines + "{\"" + next + "\":" + (last == null ? null : "\"" + last + "\"") + "}\n");
    }

    private void imports(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            String wanted = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            importState = wanted.contains("\"full\"")
                    ? "{\"stage\":\"DONE\",\"rows\":5,\"removed\":1,\"watermark\":\"2018-12-01T00:00:00\"}"
                    : "{\"stage\":\"FAILED\",\"why\":\"shops does not answer.\"}";
            answer(exchange, 202, "{\"stage\":\"RUNNING\"}");
        } else {
            answer(exchange, 200, importState);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Typed run(String... arguments) {
        return Typed.json(directory, arguments);
    }

    @Test
    void aViewGoesByItsOwnNameHereAndByAnotherAtItsServices() {
        Typed typed = Typed.json(directory, "verify", "--view", "shops-of-pages");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.json().path("view").stringValue()).isEqualTo("shops-of-pages");
        assertThat(typed.json().path("rowsCompared").longValue()).isEqualTo(5);
    }

    @Test
    void aViewThatSaysWhatItsSourceSaysIsEqual() {
        source.remove("5");
        view.put("5", "{\"id\":\"5\",\"version\":4,\"deleted\":true,\"values\":{}}");

        Typed typed = run("verify", "--view", "shops");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.json().path("rowsCompared").intValue()).isEqualTo(5);
        assertThat(typed.json().path("rowsDifferent").intValue()).isZero();
    }

    @Test
    void findsWhatIsOldMissingOrTooMuch() {
        view.put("2", row(2, 2, "\"name\":\"old name\",\"open\":1,\"fee\":1.5"));
        view.remove("3");
        source.remove("4");

        Typed typed = run("verify", "--view", "shops");

        assertThat(typed.exit()).isEqualTo(1);
        assertThat(typed.json().path("rowsDifferent").intValue()).isEqualTo(3);
        assertThat(typed.json().path("samples").toString())
                .contains("{\"id\":\"2\",\"sourceVersion\":3,\"viewVersion\":2}")
                .contains("{\"id\":\"3\",\"sourceVersion\":3,\"viewVersion\":0}")
                .contains("{\"id\":\"4\",\"sourceVersion\":0,\"viewVersion\":3}");
        assertThat(typed.err()).contains("banyan events import shops --full");
    }

    @Test
    void aRowThatGoesOnChangingIsUndecided() {
        restless.set(10);

        Typed typed = run("verify", "--view", "shops");

        assertThat(typed.exit()).isEqualTo(1);
        assertThat(typed.json().path("rowsUndecided").intValue()).isEqualTo(1);
        assertThat(typed.json().path("rowsDifferent").intValue()).isZero();
    }

    @Test
    void importsAndTellsWhatCameOfIt() {
        Typed full = run("events", "import", "shops", "--full");
        assertThat(full.exit()).as(full.err()).isZero();
        assertThat(full.json().path("rows").intValue()).isEqualTo(5);
        assertThat(full.json().path("removed").intValue()).isEqualTo(1);
        assertThat(new Audit(store).newest(1).get(0).action()).isEqualTo("events import");

        Typed recent = run("events", "import", "shops", "--since", "10m");
        assertThat(recent.exit()).isEqualTo(5);
        assertThat(recent.err()).contains("The import of 'shops' did not end: shops does not answer.");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(run("verify").err()).contains("Name a phase, or a view");
        assertThat(run("verify", "--view", "shop").err())
                .contains("There is no view 'shop'")
                .contains("Did you mean 'shops'?");
        assertThat(run("events", "import", "shops").err()).contains("one of --full, --ids and --since");
        assertThat(run("events", "import", "shops", "--since", "soon").err()).contains("--since is soon");
        server.stop(0);
        Typed down = run("verify", "--view", "shops");
        assertThat(down.exit()).isEqualTo(4);
        assertThat(down.err()).contains("'shop-view' does not answer at http://127.0.0.1");
    }
}
