package dev.banyan.bench.events;

import dev.banyan.bench.Ranks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Rates of several runs of two rivals, taken in turns, so that what else the machine does hits both. */
final class Figures {
    private final String ours;
    private final String peer;
    private final List<Double> oursPerSecond = new ArrayList<>();
    private final List<Double> peerPerSecond = new ArrayList<>();

    Figures(String ours, String peer) {
        this.ours = ours;
        this.peer = peer;
    }

    void add(double oursRate, double peerRate) {
        oursPerSecond.add(oursRate);
        peerPerSecond.add(peerRate);
        System.err.printf(Locale.ROOT, "  %s %.0f/s, %s %.0f/s%n", ours, oursRate, peer, peerRate);
    }

    /** A row of a Markdown table: medians, and the median of the runs' own ratios. */
    String row() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < oursPerSecond.size(); i++) {
            ratios.add(oursPerSecond.get(i) / peerPerSecond.get(i));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %s | %.0f | %.2f | %d |",
                ours,
                median(oursPerSecond),
                peer,
                median(peerPerSecond),
                median(ratios),
                ratios.size());
    }

    /** @param nanos how long so many took */
    static double perSecond(long count, long nanos) {
        return count * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    private static double median(List<Double> values) {
        return Ranks.percentile(values, 50);
    }
}
