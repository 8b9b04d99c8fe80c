package dev.banyan.cli.phase;

import dev.banyan.control.config.Gates;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.fleet.TrafficTotal;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.yaml.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One gate and its present figure.
 *
 * @param holds null where there is nothing to judge by yet
 */
record GateLine(
        String gate, String limit, String now, @Nullable Boolean holds) {

    static List<GateLine> read(
            PhaseDefinition phase,
            List<StreamRecord> streams,
            @Nullable VerifyResult verify,
            List<TrafficTotal> traffic) {
        Gates gates = phase.gates();
        List<GateLine> lines = new ArrayList<>();
        for (StreamRecord stream : streams) {
            long lag = stream.report().lagMillis();
            lines.add(new GateLine(
                    "lag " + Choices.spell(stream.report().direction()),
                    gates.lag().toMillis() + " ms",
                    lag < 0 ? "not measured" : lag + " ms",
                    stream.streaming() && lag >= 0 && lag <= gates.lag().toMillis()));
        }
        if (phase.outbox()) {
            return lines; // no requests are routed by it
        }
        if (!phase.feed()) {
            lines.add(new GateLine(
                    "mismatches",
                    String.valueOf(gates.mismatches()),
                    verify == null ? "never verified" : verify.rowsDifferent() + " of " + verify.rowsCompared(),
                    verify != null && verify.rowsDifferent() <= gates.mismatches() && verify.rowsUndecided() == 0));
        }
        for (TrafficTotal total : traffic) {
            String side = Choices.spell(total.side());
            lines.add(new GateLine(
                    "error-rate " + side,
                    percent(gates.errorRate()),
                    percent(total.errorRate()) + " of " + total.requests(),
                    total.errorRate() <= gates.errorRate()));
            if (phase.feed()) {
                continue;
            }
            lines.add(new GateLine(
                    "wrong-owner " + side,
                    String.valueOf(gates.wrongOwner()),
                    String.valueOf(total.wrongOwner()),
                    total.wrongOwner() <= gates.wrongOwner()));
        }
        Optional<Double> ratio = ratio(traffic);
        lines.add(new GateLine(
                "p99-ratio",
                String.valueOf(gates.p99Ratio()),
                ratio.map(value -> String.format(Locale.ROOT, "%.2f", value)).orElse("no traffic on both sides"),
                ratio.map(value -> value <= gates.p99Ratio()).orElse(null)));
        return lines;
    }

    private static Optional<Double> ratio(List<TrafficTotal> traffic) {
        return side(traffic, Owner.SERVICE)
                .flatMap(service -> side(traffic, Owner.MONOLITH)
                        .map(monolith -> service.p99Millis() / Math.max(1, monolith.p99Millis())));
    }

    private static Optional<TrafficTotal> side(List<TrafficTotal> traffic, Owner side) {
        return traffic.stream()
                .filter(total -> total.side() == side && total.requests() > 0)
                .findFirst();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share * 100);
    }
}
