package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.routing.Owner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What writers were told of each of their writes, and which side wrote when. Each write has a token and is never repeated. */
final class Ledger {
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final Queue<Writing> writings = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    /** What a writer knows of a write. */
    enum Told {
        KEPT,
        /** The database was left. */
        REFUSED,
        /** A deadlock or a lock wait, as any writer may meet. */
        TAKEN_BACK,
        UNKNOWN;

        int atLeast() {
            return this == KEPT ? 1 : 0;
        }

        int atMost() {
            return this == KEPT || this == UNKNOWN ? 1 : 0;
        }
    }

    /** A time, by {@link System#nanoTime}, in which a transaction that was committed had written and not ended. */
    private record Writing(Owner side, long from, long to) {}

    void told(String token, Told what) {
        told.put(token, what);
    }

    void wrote(Owner side, long from, long to) {
        writings.add(new Writing(side, from, to));
    }

    /** Something that nobody should have seen. */
    void complain(String what) {
        complaints.add(what);
    }

    /** How many writes with tokens that begin so ended in this way. */
    long count(String prefix, Told what) {
        return told.entrySet().stream()
                .filter(entry -> entry.getValue() == what && entry.getKey().startsWith(prefix))
                .count();
    }

    /** Asserts that one side wrote at a time, these after each other. */
    void assertWriters(List<Owner> inTurn) {
        List<Owner> found = new ArrayList<>();
        long last = Long.MIN_VALUE;
        for (Writing writing : writings.stream()
                .sorted(Comparator.comparingLong(Writing::from))
                .toList()) {
            if (found.isEmpty() || found.get(found.size() - 1) != writing.side()) {
                assertThat(writing.from())
                        .as("%s writes when the other side has ended", writing.side())
                        .isGreaterThan(last);
                found.add(writing.side());
            }
            last = Math.max(last, writing.to());
        }
        assertThat(found).isEqualTo(inTurn);
    }

    /** Asserts that of all writes with such tokens those that were kept are there once, and those that were not, not. */
    void assertKept(String prefix, Map<String, Integer> rows) {
        assertThat(count(prefix, Told.KEPT)).as("%s: writes kept", prefix).isPositive();
        told.forEach((token, what) -> {
            if (token.startsWith(prefix)) {
                int times = rows.getOrDefault(token, 0);
                assertThat(times).as("%s was told %s", token, what).isBetween(what.atLeast(), what.atMost());
            }
        });
        assertThat(told.keySet()).as("nobody wrote else").containsAll(rows.keySet());
    }

    void assertNoComplaint() {
        assertThat(complaints).isEmpty();
    }
}
