package dev.banyan.kit.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.events.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final int ENOUGH = 100;

    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CountDownLatch tried = new CountDownLatch(3);
    private volatile boolean waits;
    private final Lanes lanes = new Lanes(1, (message, tries) -> take());

    @AfterEach
    void stop() throws InterruptedException {
        mayEnd.countDown();
        lanes.stop(Duration.ofSeconds(5));
    }

    @Test
    void takeNoMoreThanCanBeBegunWith() throws Exception {
        lanes.add(messages(3), Instant.EPOCH);
        assertThat(lanes.awaitRoom(ENOUGH, 3)).isEqualTo(ENOUGH - 3);
        CompletableFuture<Integer> room = await(2);

        assertThat(room).isNotDone();
        mayEnd.countDown();

        assertThat(room.get(10, TimeUnit.SECONDS)).isGreaterThan(ENOUGH - 3);
    }

    @Test
    void takeMoreBesideThoseThatWaitForAnotherTry() throws Exception {
        haveThreeThatWaitForAnotherTry();

        assertThat(await(0).get(10, TimeUnit.SECONDS)).isEqualTo(ENOUGH - 3);
    }

    @Test
    void takeNoneWhenAllThatMayBeInHandWait() throws Exception {
        haveThreeThatWaitForAnotherTry();
        CompletableFuture<Integer> room = CompletableFuture.supplyAsync(() -> awaitRoom(3, ENOUGH));

        assertThat(room).isNotDone();
        lanes.stop(Duration.ofSeconds(5));

        assertThat(room.get(10, TimeUnit.SECONDS)).isZero();
    }

    private void haveThreeThatWaitForAnotherTry() throws InterruptedException {
        waits = true;
        mayEnd.countDown();
        lanes.add(messages(3), Instant.EPOCH);
        assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private @Nullable Duration take() {
        tried.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return waits ? Duration.ofMinutes(1) : null;
    }

    private CompletableFuture<Integer> await(int mostReady) {
        return CompletableFuture.supplyAsync(() -> awaitRoom(ENOUGH, mostReady));
    }

    private int awaitRoom(int most, int mostReady) {
        try {
            return lanes.awaitRoom(most, mostReady);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Each of a group of its own. */
    private static List<ReceivedMessage> messages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ReceivedMessage("m" + i, "receipt", "g" + i, "{}", 1, Instant.EPOCH, Map.of()))
                .toList();
    }
}
