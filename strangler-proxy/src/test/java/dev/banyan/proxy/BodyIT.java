package dev.banyan.proxy;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.shift.Shift;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that stop in the middle of a write. */
class BodyIT {
    private static final int SPLIT = 5000;
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final String SIZED = "Content-Length: 20";
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    @TempDir
    static Path folder;

    private static House house;
    private static RunningProxy proxy;
    private final String moving = House.member(true, SPLIT, 0);

    @BeforeAll
    static void start() {
        house = new House(folder);
        house.startPhase();
        proxy = house.proxy("--banyan.proxy.upstream-timeout=10s");
    }

    @AfterEach
    void settle() {
        house.settle();
        proxy.awaitSettled();
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void aHoldDrainsPastAHalfSentBodyWhichThenGoesToTheNewOwner() throws Exception {
        try (RawClient client = new RawClient(proxy).post(moving, SIZED, "first half")) {
            proxy.awaitEntered();

            Shift held = proxy.drained(proxy.hold(SPLIT, DEADLINE));
            client.send(", the rest");
            await().until(() -> proxy.waiting() == 1);
            house.journal.commit(house.journal.fenced(held, "test"));
            proxy.nudge();

            assertThat(client.answer()).contains("200 OK", "service");
            house.service.verify(postRequestedFor(anyUrl()).withRequestBody(equalTo("first half, the rest")));
            house.monolith.verify(0, postRequestedFor(anyUrl()));
        }
    }

    @Test
    void aHoldDrainsWhenAClientLeftInTheMiddleOfItsBody() throws Exception {
        RawClient client = new RawClient(proxy).post(moving, SIZED, "first half");
        proxy.awaitEntered();
        client.close();

        proxy.drained(proxy.hold(SPLIT, DEADLINE));

        await().until(proxy::idle);
        house.monolith.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void aBodyOfUnknownLengthIsBrokenOffByAHoldThatWaitsForIt() throws Exception {
        try (RawClient client = new RawClient(proxy).post(moving, CHUNKED, "4\r\nhalf\r\n")) {
            proxy.awaitEntered();

            proxy.drained(proxy.hold(SPLIT, DEADLINE));

            assertThat(client.answer()).contains("503", "Retry-After", "Body broken off");
            house.monolith.verify(0, postRequestedFor(anyUrl()));
        }
    }

    @Test
    void aBodyOfUnknownLengthWhoseClientLeftIsNeverPassedOnAsComplete() throws Exception {
        for (int i = 0; i < 40; i++) {
            new RawClient(proxy)
                    .post(moving, CHUNKED, i % 2 == 0 ? "" : "4\r\nhalf\r\n")
                    .close();
        }

        proxy.drained(proxy.hold(SPLIT, DEADLINE));

        await().until(proxy::idle);
        house.monolith.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void anArmedWriteWaitsForItsBodyNoLongerThanAHoldMayLast() throws IOException {
        Shift armed = house.journal.arm(house.begin(SPLIT));
        await().until(() -> proxy.row().revision() == armed.revision());
        try (RawClient client = new RawClient(proxy).post(moving, SIZED, "first half")) {
            assertThat(client.answer()).contains("408", "nothing was sent");
        }
    }
}
