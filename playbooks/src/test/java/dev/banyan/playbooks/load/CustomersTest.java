package dev.banyan.playbooks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CustomersTest {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });
    private static final Wanted READ = new Wanted(1, Kind.MEMBER, "/api/members/1", 1, null, null, 0, false);
    private static final Wanted WRITE = new Wanted(2, Kind.PAYMENT, "/api/payments", 1, "key-1", "{}", 5, false);

    @Test
    void takesProxiesInTurn() throws IOException {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        try (TestProxy one = counting(first);
                TestProxy two = counting(second);
                Customers customers = customers(one.uri(), two.uri())) {

            for (int i = 0; i < 10; i++) {
                assertThat(call(customers, READ).status()).isEqualTo(200);
            }
        }
        assertThat(first).hasValue(5);
        assertThat(second).hasValue(5);
    }

    @Test
    void repeatsARequestWithItsKeyAtTheOtherProxyWhenTheConnectionBreaks() throws IOException {
        List<String> keys = new CopyOnWriteArrayList<>();
        try (TestProxy breaking = new TestProxy(0, exchange -> {
                    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                    exchange.close();
                });
                TestProxy sound = new TestProxy(0, exchange -> {
                    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                    TestProxy.shop(exchange);
                });
                Customers customers = customers(breaking.uri(), sound.uri())) {

            Call call = call(customers, WRITE);

            assertThat(call.status()).isEqualTo(200);
            assertThat(call.proxy()).isEqualTo("proxy-2");
            assertThat(call.broken()).isEqualTo(1);
            assertThat(call.refused()).isZero();
            assertThat(call.tries()).isEqualTo(2);
            assertThat(keys).containsExactly("key-1", "key-1");
        }
    }

    @Test
    void countsTheRequestsThatADeathCutOff() throws IOException {
        CountDownLatch asked = new CountDownLatch(3);
        CountDownLatch death = new CountDownLatch(1);
        try (TestProxy dying = new TestProxy(0, exchange -> {
                    asked.countDown();
                    await().until(() -> death.getCount() == 0);
                    exchange.close();
                });
                TestProxy sound = new TestProxy(0, TestProxy::shop);
                Customers customers = customers(dying.uri(), sound.uri())) {
            List<CompletableFuture<Call>> calls = IntStream.range(0, 6)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> call(customers, READ), THREADS))
                    .toList();
            await().until(() -> asked.getCount() == 0);

            long kill = System.nanoTime();
            death.countDown();
            dying.die();
            long dead = System.nanoTime();

            List<Call> ended = calls.stream().map(CompletableFuture::join).toList();
            assertThat(ended).allMatch(call -> call.status() == 200);
            assertThat(ended.stream().mapToInt(Call::broken).sum()).isEqualTo(3);
            assertThat(customers.cutOff("proxy-1", kill, dead)).isEqualTo(3);
            assertThat(customers.cutOff("proxy-1", System.nanoTime(), System.nanoTime()))
                    .isZero();
            assertThat(customers.cutOff("proxy-2", kill, dead)).isZero();
        }
    }

    @Test
    void takesAnIdleConnectionThatWasClosedForNoneAtAll() throws IOException {
        try (TestProxy sound = new TestProxy(0, TestProxy::shop);
                TestProxy dying = new TestProxy(0, TestProxy::shop);
                Customers customers = customers(dying.uri(), sound.uri())) {
            call(customers, READ);
            call(customers, READ);
            long kill = System.nanoTime();
            dying.die();

            List<Call> calls =
                    IntStream.range(0, 4).mapToObj(i -> call(customers, READ)).toList();

            assertThat(calls).allMatch(call -> call.status() == 200 && call.broken() == 0);
            assertThat(calls.stream().mapToInt(Call::refused).sum()).isEqualTo(1);
            assertThat(customers.cutOff("proxy-1", kill, System.nanoTime())).isZero();
        }
    }

    @Test
    void leavesOutAProxyThatRefusesUntilItTakesConnectionsAgain() throws IOException {
        int port = freePort();
        try (TestProxy sound = new TestProxy(0, TestProxy::shop);
                Customers customers = customers(URI.create("http://127.0.0.1:" + port), sound.uri())) {

            assertThat(call(customers, READ).refused()).isEqualTo(1);
            for (int i = 0; i < 10; i++) {
                assertThat(call(customers, READ).refused()).isZero();
            }
            try (TestProxy back = new TestProxy(port, TestProxy::shop)) {
                await().until(() -> call(customers, READ).proxy().equals("proxy-1"));
                assertThat(back.port()).isEqualTo(port);
            }
        }
    }

    @Test
    void comesAgainWhenAskedTo() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (TestProxy busy = new TestProxy(0, exchange -> {
                    if (asked.incrementAndGet() == 1) {
                        exchange.getResponseHeaders().add("Retry-After", "0");
                        TestProxy.answer(exchange, 503, "{}");
                    } else {
                        TestProxy.shop(exchange);
                    }
                });
                Customers customers = customers(busy.uri())) {

            Call call = call(customers, READ);

            assertThat(call.status()).isEqualTo(200);
            assertThat(call.waited()).isTrue();
            assertThat(call.tries()).isEqualTo(2);
            assertThat(call.answer()).isNotNull().extracting(Answer::side).isEqualTo("monolith");
        }
    }

    @Test
    void passesOnAnErrorThatDoesNotAskToComeAgain() throws IOException {
        try (TestProxy failing = new TestProxy(0, exchange -> TestProxy.answer(exchange, 503, "{}"));
                Customers customers = customers(failing.uri())) {

            Call call = call(customers, READ);

            assertThat(call.status()).isEqualTo(503);
            assertThat(call.tries()).isEqualTo(1);
        }
    }

    @Test
    void readsAnswersInChunks() throws IOException {
        try (TestProxy chunking = new TestProxy(0, exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("[1,".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    exchange.getResponseBody().write("2]".getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
                Customers customers = customers(chunking.uri())) {

            assertThat(call(customers, READ).answer())
                    .isNotNull()
                    .extracting(Answer::body)
                    .isEqualTo("[1,2]");
            assertThat(call(customers, READ).status()).isEqualTo(200);
        }
    }

    private static TestProxy counting(AtomicInteger count) throws IOException {
        return new TestProxy(0, exchange -> {
            count.incrementAndGet();
            TestProxy.shop(exchange);
        });
    }

    private static Call call(Customers customers, Wanted wanted) {
        return customers.call(wanted, System.nanoTime());
    }

    private static Customers customers(URI... proxies) {
        Map<String, URI> named = new TreeMap<>();
        for (URI proxy : proxies) {
            named.put("proxy-" + (named.size() + 1), proxy);
        }
        return new Customers(named);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
