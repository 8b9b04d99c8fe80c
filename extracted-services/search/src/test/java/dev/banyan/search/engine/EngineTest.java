package dev.banyan.search.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How an engine that is too slow is treated; what a real one finds is told elsewhere. */
class EngineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<Map<String, Object>> QUERY = List.of(Map.of("size", 1));

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile String answer = "{\"responses\":[{\"status\":200}]}";
    private HttpServer slow;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slow.setExecutor(threads);
        slow.createContext("/", exchange -> {
            asked.countDown();
            try {
                assertThat(mayAnswer.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        slow.start();
        EngineSettings settings = new EngineSettings(
                URI.create("http://127.0.0.1:" + slow.getAddress().getPort()),
                null,
                "shops",
                1,
                Duration.ofMillis(100),
                PATIENCE,
                PATIENCE,
                PATIENCE);
        engine = new Engine(new EngineAddress(settings), settings, JsonMapper.shared());
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        slow.stop(0);
        threads.shutdownNow();
    }

    @Test
    void asksForSoManyAtOnceAndNoMore() throws Exception {
        CompletableFuture<List<JsonNode>> first = CompletableFuture.supplyAsync(() -> engine.search(QUERY), threads);
        assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThatExceptionOfType(EngineDown.class)
                .isThrownBy(() -> engine.search(QUERY))
                .satisfies(down -> assertThat(down.why()).isEqualTo("1 searches are under way"));

        mayAnswer.countDown();
        assertThat(first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).hasSize(1);
        assertThat(engine.search(QUERY)).hasSize(1);
    }

    @Test
    void isToBeAskedAgainWhenItsQueueIsFull() {
        mayAnswer.countDown();
        answer = "{\"responses\":[{\"status\":429,\"error\":{\"type\":\"rejected_execution_exception\"}}]}";
        assertThatExceptionOfType(EngineDown.class)
                .isThrownBy(() -> engine.search(QUERY))
                .satisfies(down -> assertThat(down.why()).contains("rejected_execution_exception"));
    }
}
