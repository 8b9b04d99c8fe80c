package dev.banyan.playbooks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LooksTest {

    @Test
    void asksTheProxiesInTurnAndTellsOfFailuresAndAges() throws Exception {
        AtomicInteger first = new AtomicInteger();
        Instant old = Instant.now().minusSeconds(3);
        try (TestProxy one = new TestProxy(0, exchange -> {
                    first.incrementAndGet();
                    TestProxy.answer(exchange, 200, "{\"id\":1,\"dataAsOf\":\"" + old + "\"}");
                });
                TestProxy two = new TestProxy(
                        0,
                        exchange -> TestProxy.answer(
                                exchange,
                                exchange.getRequestURI().getPath().endsWith("/3") ? 404 : 200,
                                "{\"dataAsOf\":null}"))) {
            Looks.Looked looked = new Looks(List.of(one.uri(), two.uri()))
                    .look(Looks.Pace.steady(1_000, 40), i -> "/api/shop-pages/" + i % 4);

            assertThat(looked.asked()).isEqualTo(40);
            assertThat(looked.failed()).isEqualTo(10);
            assertThat(looked.oldestMillis()).isBetween(3_000L, 60_000L);
            assertThat(first).hasValue(20);
        }
    }

    @Test
    void goesOnAskingWhileNobodyIsAnswered() throws Exception {
        CountDownLatch all = new CountDownLatch(30);
        try (TestProxy slow = new TestProxy(0, exchange -> {
            all.countDown();
            await(all);
            TestProxy.answer(exchange, 200, "{}");
        })) {
            Looks.Looked looked = new Looks(List.of(slow.uri()))
                    .look(new Looks.Pace(500, 2_000, Duration.ofMillis(20), 30), i -> "/");

            assertThat(looked.failed()).isZero();
            assertThat(looked.together()).isEqualTo(30);
            assertThat(looked.heldBack()).isZero();
            assertThat(looked.longestMillis()).isGreaterThanOrEqualTo(looked.p99Millis() * 9 / 10);
        }
    }

    @Test
    void whoIsOneTooManyComesWhenAnotherWasAnswered() throws Exception {
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(10);
        try (TestProxy slow = new TestProxy(0, exchange -> {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            full.countDown();
            await(full);
            together.decrementAndGet();
            TestProxy.answer(exchange, 200, "{}");
        })) {
            Looks.Looked looked = new Looks(List.of(slow.uri()), 10).look(Looks.Pace.steady(2_000, 30), i -> "/");

            assertThat(looked.failed()).isZero();
            assertThat(most).hasValueLessThanOrEqualTo(10);
            assertThat(looked.together()).isEqualTo(10);
            assertThat(looked.heldBack()).isBetween(1L, 20L);
            assertThat(looked.perSecond()).isPositive();
        }
    }

    @Test
    void countsThoseWhomNobodyAnswered() throws Exception {
        URI nobody;
        try (TestProxy gone = new TestProxy(0, TestProxy::shop)) {
            nobody = gone.uri();
        }

        assertThat(new Looks(List.of(nobody))
                        .look(Looks.Pace.steady(1_000, 5), i -> "/")
                        .failed())
                .isEqualTo(5);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
