package dev.banyan.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LifecycleTest {

    /** One row per command, one column per status; a status to go to, = for what has happened, x for what is refused. */
    private static final String ALL_PAIRS = """
                                PENDING_PAYMENT  CREATED    RELAYED    ACCEPTED    DELIVERING  DELIVERED  CANCELLED
            PAID                 CREATED          =          =          =           =           =          x
            PAYMENT_FAILED       CANCELLED        x          x          x           x           x          =
            PAYMENT_TIMED_OUT    CANCELLED        x          x          x           x           x          =
            RELAY_ACKNOWLEDGED   x                RELAYED    =          =           =           =          x
            ACCEPT               x                ACCEPTED   ACCEPTED   =           x           x          x
            NOT_ACCEPTED_IN_TIME x                CANCELLED  CANCELLED  x           x           x          =
            DISPATCH             x                x          x          DELIVERING  =           x          x
            COMPLETE             x                x          x          x           DELIVERED   =          x
            CANCEL_BY_CUSTOMER   x                CANCELLED  CANCELLED  x           x           x          =
            CANCEL_BY_SHOP       x                CANCELLED  CANCELLED  CANCELLED   x           x          =
            CANCEL_BY_ADMIN      x                CANCELLED  CANCELLED  CANCELLED   CANCELLED   x          =
            """;

    static Stream<Arguments> pairs() {
        String[] lines = ALL_PAIRS.lines().toArray(String[]::new);
        String[] statuses = lines[0].trim().split("\\s+", -1);
        return Arrays.stream(lines).skip(1).flatMap(line -> {
            String[] cells = line.trim().split("\\s+", -1);
            return Stream.iterate(1, column -> column + 1)
                    .limit(statuses.length)
                    .map(column -> Arguments.of(
                            OrderStatus.valueOf(statuses[column - 1]), Command.valueOf(cells[0]), cells[column]));
        });
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("pairs")
    void knowsEveryPair(OrderStatus status, Command command, String expected) {
        Verdict verdict = Lifecycle.decide(status, command);

        String told = verdict instanceof Verdict.Move move
                ? move.to().name()
                : verdict == Verdict.Settled.REPEATED ? "=" : "x";
        assertThat(told).isEqualTo(expected);
        if (verdict instanceof Verdict.Move move) {
            assertThat(move.from()).isEqualTo(status);
            assertThat(move.command()).isEqualTo(command);
        }
    }

    @Test
    void theTableAboveHasEveryPair() {
        assertThat(pairs()).hasSize(OrderStatus.values().length * Command.values().length);
    }

    @Test
    void everyStatusIsReachedAndOnlyTwoAreTheEnd() {
        Map<OrderStatus, Long> moves = new EnumMap<>(OrderStatus.class);
        Map<OrderStatus, Long> arrivals = new EnumMap<>(OrderStatus.class);
        for (OrderStatus status : OrderStatus.values()) {
            for (Command command : Command.values()) {
                if (Lifecycle.decide(status, command) instanceof Verdict.Move move) {
                    moves.merge(status, 1L, Long::sum);
                    arrivals.merge(move.to(), 1L, Long::sum);
                }
            }
        }

        assertThat(moves.keySet())
                .doesNotContain(OrderStatus.DELIVERED, OrderStatus.CANCELLED)
                .hasSize(5);
        assertThat(arrivals.keySet())
                .doesNotContain(OrderStatus.PENDING_PAYMENT)
                .hasSize(6);
    }

    @Test
    void everyCancellationHasItsReason() {
        assertThat(Command.values())
                .allSatisfy(command ->
                        assertThat(command.reason() != null).isEqualTo(command.leadsTo() == OrderStatus.CANCELLED));
    }
}
