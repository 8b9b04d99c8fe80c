package dev.banyan.playbooks.timeline;

import dev.banyan.playbooks.load.WindowFigures;
import dev.banyan.playbooks.timeline.PlayedPhase.Move;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Three phases of a minute each: Ruby does all, then half, then a tenth; sync is killed in the second, Ruby freezes in the third. */
final class MadeUpWalk {
    static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MINUTE = 60;
    private static final List<String> PLAYBOOKS = List.of("2015-ruby", "2016-payments", "2018-12-ads");
    private static final List<Double> RUBY = List.of(1.0, 0.5, 0.1);

    private MadeUpWalk() {}

    static Timeline timeline() {
        return Timeline.of(phases(List.of()), samples(), requests(), incidents());
    }

    static Timeline broken(String promise) {
        return Timeline.of(phases(List.of(promise)), samples(), requests(), incidents());
    }

    static List<PlayedPhase> phases(List<String> broken) {
        List<PlayedPhase> phases = new ArrayList<>();
        for (int i = 0; i < PLAYBOOKS.size(); i++) {
            phases.add(new PlayedPhase(
                    PLAYBOOKS.get(i),
                    "Title " + i,
                    at(i * MINUTE),
                    at((i + 1) * MINUTE),
                    1000,
                    0,
                    300,
                    0,
                    0,
                    0,
                    i == 0
                            ? List.of()
                            : List.of(
                                    new Move("0%", "1%", 40, 1, "DONE"),
                                    new Move("1%", "100%", 900, 4, "ABORTED"),
                                    new Move("1%", "100%", 120, 6, "DONE")),
                    i == 2 ? List.of(frozen(), locked(10)) : List.of(locked(90 - 40 * i)),
                    i == 2 ? broken : List.of()));
        }
        return phases;
    }

    static List<Incident> incidents() {
        return List.of(
                new Incident(at(80), "banyan stack kill sync"),
                new Incident(at(140), "banyan stack fault freeze --seconds 5"));
    }

    static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        double orders = 0;
        double search = 0;
        for (int second = 0; second < 3 * MINUTE; second++) {
            double share = RUBY.get(second / MINUTE);
            orders += 40 * share;
            search += 20 * share * share;
            boolean killed = second >= 80 && second < 90;
            samples.add(new Sample(
                    at(second),
                    Map.of("http://ruby", new TreeMap<>(Map.of("orders", orders, "search", search))),
                    true,
                    killed || second < MINUTE ? Map.of() : Map.of("payments.forward", second == 91 ? 9_000L : 120L),
                    killed ? List.of("the lag of payments.forward, of which sync did not report") : List.of()));
        }
        return samples;
    }

    /** Ten a second, but for the last ten seconds of each phase, when customers rest. */
    static List<Seen> requests() {
        List<Seen> requests = new ArrayList<>();
        for (int second = 0; second < 3 * MINUTE; second++) {
            boolean frozen = second >= 140 && second < 145;
            for (int i = 0; i < 10 && second % MINUTE < 50; i++) {
                boolean ruby = i < 10 * RUBY.get(second / MINUTE);
                requests.add(new Seen(
                        at(second).plusMillis(i * 100L),
                        true,
                        ruby,
                        frozen && ruby,
                        frozen && i == 1 ? 2_500 : 8,
                        frozen ? "ruby-frozen" : ""));
            }
        }
        return requests;
    }

    static Instant at(int second) {
        return BEGAN.plusSeconds(second);
    }

    private static WindowFigures frozen() {
        return new WindowFigures(
                "ruby-frozen",
                50,
                5,
                5,
                Map.of("orders", new WindowFigures.Kind(10, 5, 0), "search", new WindowFigures.Kind(40, 0, 0)));
    }

    private static WindowFigures locked(long failed) {
        return new WindowFigures(
                "blast-radius", 100, failed, 0, Map.of("reviews", new WindowFigures.Kind(100, failed, 0)));
    }
}
