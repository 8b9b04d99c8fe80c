package dev.banyan.kit.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.events.ReceivedMessage;
import dev.banyan.events.TransportDownException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeletionsTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<List<String>> calls = new CopyOnWriteArrayList<>();
    private final Deletions deletions = new Deletions(this::delete, timer);
    private boolean down;

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void tenAreTakenOffTogetherAndTheRestAMomentLater() {
        done(0, 23);

        await().until(() -> calls.stream().mapToInt(List::size).sum() == 23);
        assertThat(calls.stream().flatMap(List::stream)).containsExactlyElementsOf(ids(0, 23));
        assertThat(calls).extracting(List::size).allMatch(size -> size <= 10);
        assertThat(calls).hasSizeLessThan(23);
    }

    @Test
    void oneIsTakenOffThoughNoOtherComes() {
        done(0, 1);
        await().until(() -> calls.size() == 1);

        done(1, 2);
        await().until(() -> calls.size() == 2);
    }

    @Test
    void theLastInHandIsNotKeptWaiting() {
        timer.shutdownNow();
        done(0, 2);

        deletions.add(message("2"), true);

        assertThat(calls).containsExactly(ids(0, 3));
    }

    @Test
    void goesOnAfterTheQueueWasDown() {
        timer.shutdownNow();
        down = true;
        done(0, 10);
        down = false;

        done(10, 20);

        assertThat(calls).containsExactly(ids(10, 20));
    }

    @Test
    void aStopTakesOffWhatIsLeft() {
        done(0, 3);
        timer.shutdownNow();
        done(3, 4);

        deletions.flush();

        assertThat(calls.stream().flatMap(List::stream)).containsExactlyElementsOf(ids(0, 4));
    }

    private void delete(List<ReceivedMessage> messages) {
        if (down) {
            throw new TransportDownException("down");
        }
        calls.add(messages.stream().map(ReceivedMessage::messageId).toList());
    }

    private void done(int from, int to) {
        ids(from, to).forEach(id -> deletions.add(message(id), false));
    }

    private static ReceivedMessage message(String id) {
        return new ReceivedMessage(id, id, "g", "{}", 1, Instant.EPOCH, Map.of());
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }
}
