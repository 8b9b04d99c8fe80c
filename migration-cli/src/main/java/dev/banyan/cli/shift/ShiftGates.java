package dev.banyan.cli.shift;

import dev.banyan.control.config.Gates;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.fleet.KeylessWrite;
import dev.banyan.control.fleet.ProxyRecord;
import dev.banyan.control.fleet.TrafficTotal;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges the facts. Reasons against a shift say what, where and how to mend; notes are evidence, kept with the
 * decision. Too little traffic to judge is a note, never a reason.
 */
final class ShiftGates {
    static final Duration VERIFY_FRESH = Duration.ofMinutes(15);
    private static final Duration PROXY_SILENT = Duration.ofSeconds(2);
    private static final int ENOUGH_REQUESTS = 50;

    private final ShiftFacts facts;
    private final Gates gates;
    private final String name;
    private final List<String> proxyReasons = new ArrayList<>();
    private final List<String> streamReasons = new ArrayList<>();
    private final List<String> otherReasons = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ShiftGates(ShiftFacts facts) {
        this.facts = facts;
        this.gates = facts.phase().definition().gates();
        this.name = facts.phase().name();
    }

    /**
     * Why not to shift, by what it is that speaks against it, and the evidence in words.
     *
     * @param proxyReasons without every proxy nobody knows where writes go: holds for every shift
     * @param streamReasons without both streams no fence can cross: holds unless missing changes are accepted
     * @param otherReasons gates on evidence: a rollback only notes them
     */
    record Judgement(
            List<String> proxyReasons, List<String> streamReasons, List<String> otherReasons, List<String> notes) {
        Judgement {
            proxyReasons = List.copyOf(proxyReasons);
            streamReasons = List.copyOf(streamReasons);
            otherReasons = List.copyOf(otherReasons);
            notes = List.copyOf(notes);
        }

        /** All of them. */
        List<String> reasons() {
            List<String> all = new ArrayList<>(mechanicalReasons());
            all.addAll(otherReasons);
            return all;
        }

        /** Those that the protocol itself needs, whatever the evidence says. */
        List<String> mechanicalReasons() {
            List<String> both = new ArrayList<>(proxyReasons);
            both.addAll(streamReasons);
            return both;
        }
    }

    static Judgement judge(ShiftFacts facts) {
        ShiftGates judge = new ShiftGates(facts);
        judge.proxies();
        if (!facts.phase().definition().routesOnly()) {
            judge.stream(Direction.FORWARD, facts.forward());
        }
        if (!facts.phase().definition().feed()) {
            judge.stream(Direction.REVERSE, facts.reverse());
            judge.verify();
            judge.keylessWrites();
        }
        judge.otherReasons.addAll(facts.idProblems());
        judge.traffic();
        return new Judgement(judge.proxyReasons, judge.streamReasons, judge.otherReasons, judge.notes);
    }

    private void proxies() {
        if (facts.proxies().isEmpty()) {
            proxyReasons.add("No proxy is registered, so nothing routes traffic. Start one with: banyan proxy run");
        }
        for (ProxyRecord proxy : facts.proxies()) {
            Duration silent = Duration.between(proxy.beatAt(), facts.now());
            if (silent.compareTo(PROXY_SILENT) > 0) {
                proxyReasons.add("Proxy '" + proxy.id() + "' has been silent for " + silent.toSeconds()
                        + " s and could still send writes to the old owner. Start it again, or, once you are sure that it"
                        + " is gone, run: banyan traffic forget " + proxy.id());
            } else if (proxy.refusal() != null) {
                proxyReasons.add("Proxy '" + proxy.id() + "' refuses revision " + facts.newestRevision() + ": "
                        + proxy.refusal());
            }
        }
        notes.add(facts.proxies().size() + " proxies registered, newest revision " + facts.newestRevision());
    }

    private void stream(Direction direction, Optional<StreamRecord> found) {
        String stream = direction == Direction.FORWARD ? "forward" : "reverse";
        if (found.isEmpty()) {
            streamReasons.add("The " + stream + " stream of '" + name
                    + "' does not exist. Is sync running? See: banyan sync status");
            return;
        }
        StreamRecord record = found.get();
        long lag = record.report().lagMillis();
        if (record.paused()) {
            streamReasons.add("The " + stream + " stream of '" + name + "' is paused. Run: banyan sync resume " + name);
        } else if (!record.streaming()) {
            streamReasons.add("The " + stream + " stream of '" + name + "' is not running ("
                    + (record.silentMillis() >= StreamRecord.SILENT_AFTER_MILLIS
                            ? "no word from sync for " + record.silentMillis() / 1000 + " s"
                            : record.report().status() + " " + record.report().message())
                    + "). See: banyan sync status");
        } else if (lag < 0 || lag > gates.lag().toMillis()) {
            streamReasons.add("The " + stream + " stream of '" + name + "' lags by " + lag + " ms; the gate is "
                    + gates.lag().toMillis() + " ms. Wait, or see: banyan sync status");
        } else {
            notes.add(stream + " lag " + lag + " ms");
        }
        if (record.report().quarantined() > 0) {
            streamReasons.add(record.report().quarantined() + " rows of the " + stream + " stream of '" + name
                    + "' are in quarantine. See: banyan sync quarantine list");
        }
    }

    private void verify() {
        if (facts.verify().isEmpty()) {
            otherReasons.add("'" + name + "' was never verified. Run: banyan verify " + name);
            return;
        }
        var item = facts.verify().get();
        VerifyResult result = item.as(VerifyResult.class);
        if (result.rowsDifferent() > gates.mismatches() || result.rowsUndecided() > 0) {
            otherReasons.add("The last verify of '" + name + "' found " + result.rowsDifferent() + " different and "
                    + result.rowsUndecided() + " undecided of " + result.rowsCompared()
                    + " rows. Mend them and run: banyan verify " + name);
        } else if (item.ageMillis() > VERIFY_FRESH.toMillis()) {
            otherReasons.add("The last verify of '" + name + "' is " + item.ageMillis() / 60_000
                    + " minutes old; at most " + VERIFY_FRESH.toMinutes() + " are allowed. Run: banyan verify " + name);
        } else {
            notes.add("verify: " + result.rowsCompared() + " rows equal, " + item.ageMillis() / 1000 + " s ago");
        }
    }

    private void keylessWrites() {
        if (facts.phase().definition().mode() != PhaseDefinition.Mode.KEYED
                || facts.phase().split() > 0
                || facts.keylessWrites().isEmpty()) {
            return;
        }
        long count =
                facts.keylessWrites().stream().mapToLong(KeylessWrite::count).sum();
        String samples = facts.keylessWrites().stream()
                .limit(3)
                .map(write -> write.method() + " " + write.path() + " (" + write.count() + ")")
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        otherReasons.add(
                count + " writes of '" + name + "' named no key in the last minutes, so nobody can say who owns them: "
                        + samples + ". Add a key source to their route, or make the callers send one.");
    }

    private void traffic() {
        Optional<TrafficTotal> monolith = side(Owner.MONOLITH);
        Optional<TrafficTotal> service = side(Owner.SERVICE);
        facts.traffic().forEach(this::errors);
        if (monolith.isPresent() && service.isPresent()) {
            double ratio =
                    service.get().p99Millis() / Math.max(1, monolith.get().p99Millis());
            if (ratio > gates.p99Ratio()) {
                otherReasons.add(String.format(
                        "The service answers '%s' with a p99 of %.0f ms, %.1f times the monolith's; the gate is %.1f.",
                        name, service.get().p99Millis(), ratio, gates.p99Ratio()));
            } else {
                notes.add(String.format("p99 ratio %.1f", ratio));
            }
        }
        if (monolith.isEmpty() && service.isEmpty()) {
            notes.add("too little traffic to judge errors and latency");
        }
    }

    private void errors(TrafficTotal total) {
        if (total.wrongOwner() > gates.wrongOwner()) {
            otherReasons.add(total.wrongOwner() + " requests of '" + name
                    + "' went to a side that did not own their key; the gate is " + gates.wrongOwner()
                    + ". See: banyan traffic status");
        }
        if (total.requests() >= ENOUGH_REQUESTS && total.errorRate() > gates.errorRate()) {
            otherReasons.add(String.format(
                    "The %s answers %.2f%% of '%s' with errors (%d of %d); the gate is %.2f%%.",
                    total.side().name().toLowerCase(Locale.ROOT),
                    total.errorRate() * 100,
                    name,
                    total.errors(),
                    total.requests(),
                    gates.errorRate() * 100));
        } else if (total.requests() >= ENOUGH_REQUESTS) {
            notes.add(String.format("%s errors %d of %d", total.side(), total.errors(), total.requests()));
        }
    }

    private Optional<TrafficTotal> side(Owner owner) {
        return facts.traffic().stream()
                .filter(total -> total.side() == owner && total.requests() >= ENOUGH_REQUESTS)
                .findFirst();
    }
}
