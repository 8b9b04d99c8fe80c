package dev.banyan.playbooks.check;

import dev.banyan.playbooks.load.Kind;
import dev.banyan.playbooks.load.Outcome;
import dev.banyan.playbooks.load.RequestLine;
import dev.banyan.playbooks.load.RequestLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What customers were told, read from the log of requests. */
final class Promises {
    private static final Set<Kind> LISTED = EnumSet.of(Kind.ORDER, Kind.PAYMENT, Kind.REFUND);

    private final List<RequestLine> payments = new ArrayList<>();
    private final List<RequestLine> declines = new ArrayList<>();
    private final List<RequestLine> orders = new ArrayList<>();
    private final Map<Long, RequestLine> refunds = new HashMap<>();
    private final Set<String> unsure = new HashSet<>();
    private final Map<Kind, List<RequestLine>> others = new EnumMap<>(Kind.class);
    private final Journeys journeys = new Journeys();

    static Promises read(Path log) {
        Promises promises = new Promises();
        RequestLog.read(log, promises::add);
        return promises;
    }

    List<RequestLine> payments() {
        return payments;
    }

    List<RequestLine> declines() {
        return declines;
    }

    List<RequestLine> orders() {
        return orders;
    }

    /** Acknowledged refunds by payment. */
    Map<Long, RequestLine> refunds() {
        return refunds;
    }

    /** Whether a refund of the payment was asked for and nobody was told how it ended. */
    boolean refundUnknown(long payment) {
        return unsure.contains("/api/payments/" + payment + "/refund");
    }

    /** Writes of a kind that has no list of its own, however they ended, in the order in which they did. */
    List<RequestLine> all(Kind kind) {
        return others.getOrDefault(kind, List.of());
    }

    Journeys journeys() {
        return journeys;
    }

    long acknowledged() {
        long more = others.values().stream()
                .flatMap(List::stream)
                .filter(RequestLine::acknowledgedWrite)
                .count();
        return (long) payments.size() + orders.size() + refunds.size() + more;
    }

    private void add(RequestLine line) {
        journeys.add(line);
        if (line.kind().write() && !LISTED.contains(line.kind())) {
            others.computeIfAbsent(line.kind(), kind -> new ArrayList<>()).add(line);
        } else if (line.outcome() == Outcome.DECLINED) {
            declines.add(line);
        } else if (line.acknowledgedWrite() && line.id() != null) {
            switch (line.kind()) {
                case PAYMENT -> payments.add(line);
                case ORDER -> orders.add(line);
                case REFUND -> refunds.put(line.id(), line);
                default -> throw new IllegalArgumentException(line.kind() + " is no write.");
            }
        } else if (line.kind() == Kind.REFUND) {
            unsure.add(line.path());
        }
    }
}
