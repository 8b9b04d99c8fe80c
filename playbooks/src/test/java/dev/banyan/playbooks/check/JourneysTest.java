package dev.banyan.playbooks.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.playbooks.load.Kind;
import dev.banyan.playbooks.load.Outcome;
import dev.banyan.playbooks.load.RequestLine;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JourneysTest {
    private final Journeys journeys = new Journeys();

    @Test
    void expectsAnOrderThatNobodyMovedAsItWasPlaced() {
        assertThat(journeys.expected(11, "CREATED", "CREATED")).isEqualTo("CREATED");
        assertThat(journeys.expected(11, "CREATED", "DELIVERED")).isEqualTo("CREATED");
    }

    @Test
    void expectsTheFarthestStateThatWasAcknowledged() {
        journeys.add(line(Kind.ORDER_DELIVER, "/api/orders/11/deliver", Outcome.OK));
        journeys.add(line(Kind.ORDER_ACCEPT, "/api/orders/11/accept", Outcome.OK));
        assertThat(journeys.expected(11, "CREATED", "ACCEPTED")).isEqualTo("DELIVERED");
    }

    @Test
    void forgivesAStepThatNobodyAnsweredButNoCancellation() {
        journeys.add(line(Kind.ORDER_ACCEPT, "/api/orders/11/accept", Outcome.FAILED));
        assertThat(journeys.expected(11, "CREATED", "ACCEPTED")).isEqualTo("ACCEPTED");
        assertThat(journeys.expected(11, "CREATED", "CREATED")).isEqualTo("CREATED");
        assertThat(journeys.expected(11, "CREATED", "CANCELLED")).isEqualTo("CREATED");
    }

    @Test
    void leavesToTheRelayToAcceptWhatADeviceAccepted() {
        journeys.add(line(Kind.RELAY_ACCEPT, "/api/relay/shops/3/orders/11/accept", Outcome.OK));
        assertThat(journeys.expected(11, "CREATED", "ACCEPTED")).isEqualTo("ACCEPTED");
    }

    private static RequestLine line(Kind kind, String path, Outcome outcome) {
        return new RequestLine(
                1,
                Instant.EPOCH,
                kind,
                "POST",
                path,
                "k",
                7,
                200,
                5,
                1,
                "proxy-1",
                "monolith",
                null,
                outcome,
                false,
                false,
                false,
                11L,
                0,
                null,
                null);
    }
}
