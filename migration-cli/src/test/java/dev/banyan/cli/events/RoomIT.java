package dev.banyan.cli.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.events.Event;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.Subscription;
import dev.banyan.events.testing.EmbeddedSqs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RoomIT {
    private final EmbeddedSqs sqs = EmbeddedSqs.start();
    private final Queues queues = Queues.open(sqs.settings(), QueueSettings.DEFAULTS);

    @BeforeEach
    void threeEventsWait() {
        new QueuePublisher(queues, List.of(new Subscription("view", Set.of("ShopChanged"))))
                .publish(IntStream.rangeClosed(1, 3).mapToObj(RoomIT::event).toList());
    }

    @AfterEach
    void stop() {
        queues.close();
        sqs.close();
    }

    @Test
    void isThereForFewAndForAnyNumber() {
        new Room(queues, 3, Duration.ZERO).await(List.of("view"));
        new Room(queues, 0, Duration.ZERO).await(List.of("view"));
    }

    @Test
    void isWaitedForWhileTheSubscriberTakesSome() throws Exception {
        Room room = new Room(queues, 1, Room.PATIENCE);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> room.await(List.of("view")));
        take();
        assertThat(waiting).isNotDone();

        take();

        waiting.get(10, TimeUnit.SECONDS);
    }

    @Test
    void isNotWaitedForWhereNobodyTakesAny() {
        assertThatThrownBy(() -> new Room(queues, 1, Duration.ofMillis(300)).await(List.of("view")))
                .isInstanceOf(Room.StuckException.class)
                .hasMessageContaining("3 events wait for 'view'")
                .hasMessageContaining("--backlog 0");
    }

    private void take() {
        var message = queues.receiver("view").receive(1, Duration.ofSeconds(5)).get(0);
        queues.receiver("view").delete(message);
    }

    private static Event event(int id) {
        return new Event(
                "e" + id,
                "ShopChanged",
                1,
                "shop-" + id,
                1,
                Instant.now(),
                List.of(),
                null,
                null,
                JsonMapper.shared().createObjectNode());
    }
}
