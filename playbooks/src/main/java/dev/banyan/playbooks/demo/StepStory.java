package dev.banyan.playbooks.demo;

import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.playbook.Expectation;
import dev.banyan.cli.playbook.PlaybookListener;
import dev.banyan.cli.playbook.Step;
import dev.banyan.cli.playbook.StepResult;
import dev.banyan.playbooks.demo.DemoReport.ShiftLine;
import dev.banyan.playbooks.demo.DemoReport.VerifyLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells each step of the playbook and keeps the figures of its shifts, each attempt, and verifies. */
final class StepStory implements PlaybookListener {

    /** Lines that differ only in their figures are told this often. */
    private static final long REPEATED_AFTER_NANOS = 5_000_000_000L;

    private static final Pattern MOVE =
            Pattern.compile("^banyan phase (shift|cutover|rollback)\\b(?:.*--to[ =](\\S+))?");

    private static final String CONTRAST = "contrast";

    private final Narrator narrator;
    private final List<ShiftLine> shifts = new ArrayList<>();
    private final List<VerifyLine> verifies = new ArrayList<>();
    private final Map<String, Long> measured = new LinkedHashMap<>();
    private final Map<String, Long> told = new ConcurrentHashMap<>();
    private volatile String place = "";
    private String split = "0%";

    StepStory(Narrator narrator) {
        this.narrator = narrator;
    }

    List<ShiftLine> shifts() {
        return List.copyOf(shifts);
    }

    List<VerifyLine> verifies() {
        return List.copyOf(verifies);
    }

    /** What steps called {@code contrast} found, by the names of their figures. */
    Map<String, Long> measured() {
        return new LinkedHashMap<>(measured);
    }

    /** The step that runs, for the live line. */
    String place() {
        return place;
    }

    @Override
    public void stepStarted(int number, int total, Step step) {
        place = "[" + "#".repeat(number) + "-".repeat(total - number) + "] " + step.name();
        narrator.chapter(number + "/" + total + "  " + step.name(), step.why());
        narrator.command(step.run());
    }

    @Override
    public void said(Step step, String line) {
        String kind = line.replaceAll("[0-9]+", "#");
        long now = System.nanoTime();
        Long last = told.get(kind);
        if (last == null || now - last > REPEATED_AFTER_NANOS) {
            told.put(kind, now);
            narrator.aside(line);
        }
    }

    @Override
    public void tryFailed(StepResult result) {
        remember(result);
        narrator.aside("not yet (" + broken(result) + "); once more");
    }

    @Override
    public void stepEnded(StepResult result) {
        if (result.output() != null && result.ok() && result.exit() != 0) {
            narrator.evidence(scalars(result.output())); // found what it was meant to find
        } else if (result.output() != null) {
            if (result.step().name().equals(CONTRAST)) {
                measure(result.output());
            }
            tell(result.output());
        } else {
            remember(result);
        }
        if (!result.ok()) {
            narrator.promise(false, "stopped at '" + result.step().name() + "': " + broken(result));
            narrator.evidence("What to do: " + result.step().ifFails());
        }
    }

    /** An attempt at a shift that did not do, also one that was refused and so has no figures. */
    private void remember(StepResult result) {
        JsonNode output = result.output();
        if (output != null && output.has("holdMillis")) {
            shifts.add(shift(output));
        } else if (output == null) {
            target(result.step()).ifPresent(to -> shifts.add(new ShiftLine(split, to, 0, 0, outcome(result.exit()))));
        }
    }

    /** Where a step that moves the boundary would move it; empty for all other steps. */
    private static Optional<String> target(Step step) {
        Matcher move = MOVE.matcher(step.run());
        if (!move.find()) {
            return Optional.empty();
        }
        return Optional.of(move.group(2) != null ? move.group(2) : move.group(1).equals("cutover") ? "100%" : "0%");
    }

    private static String outcome(int exit) {
        return Arrays.stream(ExitCode.values())
                .filter(code -> code.code() == exit)
                .map(ExitCode::name)
                .findFirst()
                .orElse("ABORTED");
    }

    private ShiftLine shift(JsonNode output) {
        ShiftLine shift = new ShiftLine(
                output.path("from").asString(""),
                output.path("to").asString(""),
                output.path("holdMillis").asLong(),
                output.path("heldRequests").asLong(),
                output.path("outcome").asString(""));
        split = shift.done() ? shift.to() : shift.from();
        return shift;
    }

    /** A command's JSON in a line for people; shifts and verifies are remembered. */
    void tell(JsonNode output) {
        if (output.has("holdMillis")) {
            ShiftLine shift = shift(output);
            shifts.add(shift);
            narrator.evidence(String.format(
                    "%s -> %s %s in %.1f s; writes held for %d ms, %d waited",
                    shift.from(),
                    shift.to(),
                    shift.outcome(),
                    output.path("millis").asLong() / 1000.0,
                    shift.holdMillis(),
                    shift.heldRequests()));
        } else if (output.has("rowsCompared")) {
            VerifyLine verify = new VerifyLine(
                    output.path("rowsCompared").asLong(),
                    output.path("rowsDifferent").asLong(),
                    output.path("rowsUndecided").asLong(),
                    output.path("bypasses").asLong(),
                    output.path("millis").asLong());
            verifies.add(verify);
            narrator.evidence(String.format(
                    Locale.ROOT,
                    "%,d rows compared in %.1f s: %d different, %d undecided; %d bypasses so far",
                    verify.rowsCompared(),
                    verify.millis() / 1000.0,
                    verify.rowsDifferent(),
                    verify.rowsUndecided(),
                    verify.bypasses()));
        } else {
            narrator.evidence(scalars(output));
        }
    }

    private void measure(JsonNode output) {
        output.properties().forEach(entry -> {
            if (entry.getValue().isNumber()) {
                measured.put(entry.getKey(), entry.getValue().asLong());
            }
        });
    }

    private static String scalars(JsonNode output) {
        List<String> parts = new ArrayList<>();
        output.properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                parts.add(entry.getKey() + " " + entry.getValue().asString());
            }
        });
        return String.join(", ", parts);
    }

    private static String broken(StepResult result) {
        @Nullable
        String last =
                result.said().isEmpty() ? null : result.said().get(result.said().size() - 1);
        List<String> parts = new ArrayList<>(result.checks().stream()
                .filter(check -> !check.holds())
                .map(StepStory::text)
                .toList());
        if (last != null) {
            parts.add(last);
        }
        return String.join("; ", parts);
    }

    private static String text(Expectation.Check check) {
        return check.expectation() + ", found " + check.found();
    }
}
