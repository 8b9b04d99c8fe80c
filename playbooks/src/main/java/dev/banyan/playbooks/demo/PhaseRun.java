package dev.banyan.playbooks.demo;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.output.Format;
import dev.banyan.cli.playbook.Playbook;
import dev.banyan.cli.playbook.PlaybookResult;
import dev.banyan.cli.playbook.PlaybookRunner;
import dev.banyan.cli.playbook.Step;
import dev.banyan.cli.stack.StackListener;
import dev.banyan.control.config.PhaseDefinition.After;
import dev.banyan.control.store.Json;
import dev.banyan.playbooks.check.CheckReport;
import dev.banyan.playbooks.check.CheckSources;
import dev.banyan.playbooks.check.Checker;
import dev.banyan.playbooks.check.CityChecks;
import dev.banyan.playbooks.check.PaymentsOwner;
import dev.banyan.playbooks.demo.DemoReport.ShiftLine;
import dev.banyan.playbooks.load.Load;
import dev.banyan.playbooks.load.LoadFigures;
import dev.banyan.playbooks.load.WindowFigures;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One playbook of a demo: what it needs is started, its steps are run, and what was promised meanwhile is proved. */
final class PhaseRun {
    private static final int SAMPLES = 10;

    private final Stage stage;
    private final Playbook playbook;
    private final @Nullable Playbook next;
    private final Ahead ahead;
    private final Narrator narrator;
    private final Load load;
    private final StepStory story;
    private final Faults faults;
    private final FaultWindows windows;
    private final double began;

    /**
     * @param next what comes then; without it the load ends, else it rests while what was promised is proved
     * @param began when it began, in seconds of the narrator's
     */
    PhaseRun(Stage stage, Playbook playbook, @Nullable Playbook next, Ahead ahead, double began) {
        this.stage = stage;
        this.playbook = playbook;
        this.next = next;
        this.ahead = ahead;
        this.narrator = stage.narrator();
        this.load = stage.load();
        this.story = new StepStory(narrator);
        this.faults = new Faults(stage.stack(), stage.store(), load, narrator);
        this.windows = new FaultWindows(load, stage.options().rate());
        this.began = began;
    }

    /** Empty when it was interrupted. */
    Optional<DemoReport> play() {
        startNeeds();
        LiveLine live = new LiveLine(narrator, story, load);
        PlaybookResult result;
        try {
            result = steps();
            windows.close();
            if (result.ok() && stage.options().city()) {
                BlastRadius.measure(stage);
            }
        } finally {
            live.end();
        }
        try {
            rest();
            if (result.interrupted() || Thread.currentThread().isInterrupted()) {
                return Optional.empty();
            }
            if (next != null && result.ok()) {
                ahead.start(next.needs());
            }
            DemoReport report = conclude(result);
            if (next != null && report.promisesBroken().isEmpty()) {
                ahead.await();
                load.countAnew();
                load.resume();
            }
            return Optional.of(report);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void startNeeds() {
        if (!playbook.needs().isEmpty()) {
            narrator.command("banyan stack start " + String.join(" ", playbook.needs()));
            stage.stack().start(playbook.needs(), new StackListener() {
                @Override
                public void ready(String entry, Duration took) {
                    narrator.evidence(String.format("%-20s ready in %.1f s", entry, took.toMillis() / 1000.0));
                }
            });
        }
    }

    private PlaybookResult steps() {
        PlaybookRunner runner =
                new PlaybookRunner(playbook, stage.session().stateDirectory(), stage.commands()).listener(story);
        List<Step> steps = playbook.steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            List<Step> following = steps.subList(i + 1, steps.size());
            runner.before(step.name(), () -> before(step)).after(step.name(), done -> after(step, following));
        }
        return runner.run(true);
    }

    /** Until it rests, or somebody wants to stop. */
    private void restDuring(Step step) {
        narrator.evidence("the load rests during '" + step.name() + "'");
        try {
            load.rest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void before(Step step) {
        if (stage.options().interactive()) {
            narrator.line("         (Enter)");
            stage.enter().await();
        }
        windows.before(step);
        if (step.rests()) {
            restDuring(step);
        }
    }

    private void after(Step step, List<Step> following) {
        if (step.rests()) {
            load.resume();
        }
        windows.after(step, following);
        for (String fault : Demo.faultsAfter(playbook, step.name())) {
            if (fault.equals("banyan stack kill " + Faults.SYNC)) {
                faults.killSync();
            } else if (fault.equals("banyan stack kill " + Faults.PROXY)) {
                faults.killProxy();
            }
        }
    }

    private void rest() throws InterruptedException {
        if (next == null) {
            load.end();
        } else {
            load.rest();
        }
    }

    private DemoReport conclude(PlaybookResult result) throws InterruptedException {
        LoadFigures figures = load.figures();
        if (!result.ok()) {
            narrator.chapter("the playbook stopped", "What is under way between the databases arrives first.");
            if (!stage.options().city()) {
                faults.settle();
            }
        } else if (isCompared()) {
            narrator.chapter(
                    "the proof",
                    (next == null ? "Load has ended." : "Load rests.")
                            + " Once more both databases are compared, now at rest.");
            verifyAtRest();
        }
        narrator.chapter(
                "the check",
                stage.options().city()
                        ? "Every acknowledged write since the demo began is looked up by SQL where it is owned now, and in its copy."
                        : "Every acknowledged order, payment and refund is looked up by SQL where it is owned, and every payment in the gateway's own"
                                + " journal.");
        return judge(result, check(result), figures);
    }

    /** Whether its tables are still in both databases: it verifies them itself, and the streams did not end with it. */
    private boolean isCompared() {
        return playbook.steps().stream().anyMatch(PhaseRun::verifies)
                && stage.places()
                        .phase(playbook.phase())
                        .filter(phase -> phase.definition().after() == After.SYNC)
                        .isPresent();
    }

    /** Each order has a payment at least; of other tables it is enough that there are rows. */
    private long rowsAtLeast() {
        if (playbook.phase().equals("payments")) {
            return stage.options().orders();
        }
        return playbook.steps().stream().anyMatch(PhaseRun::verifies) ? 1 : 0;
    }

    private static boolean verifies(Step step) {
        return step.run().startsWith("banyan verify");
    }

    private void verifyAtRest() {
        Stage.Ran ran = stage.run(List.of("verify", playbook.phase()));
        if (ran.output().isBlank()) {
            throw new CommandFailure(
                    ExitCode.BROKEN, "The last verify ended with exit code " + ran.exit() + " and no result.");
        }
        story.tell(Json.mapper().readTree(ran.output()));
    }

    private CheckReport check(PlaybookResult result) throws InterruptedException {
        if (stage.options().city()) {
            return new CityChecks(stage.log(), stage.places()).check();
        }
        boolean atService = result.ok() || ownerIsService();
        return Checker.check(
                new CheckSources(
                        stage.log(),
                        stage.migration().monolith().database(),
                        stage.migration()
                                .phase(playbook.phase())
                                .map(stage.migration()::serviceOf)
                                .orElseThrow()
                                .database(),
                        URI.create("http://127.0.0.1:" + stage.stack().port("gateway"))),
                atService ? PaymentsOwner.SERVICE : PaymentsOwner.MONOLITH);
    }

    private boolean ownerIsService() {
        return story.shifts().stream()
                .filter(ShiftLine::done)
                .reduce((first, second) -> second)
                .map(shift -> shift.to().equals("100%"))
                .orElse(false);
    }

    private DemoReport judge(PlaybookResult result, CheckReport check, LoadFigures figures) {
        List<WindowFigures> suffered = load.windows();
        Verdict verdict =
                new Verdict(figures, check, story.shifts(), story.verifies(), rowsAtLeast(), faults.inFlightAtKill());
        List<Verdict.Line> promises = new ArrayList<>(verdict.promises());
        promises.addAll(Spared.promises(playbook, suffered));
        promises.forEach(line -> narrator.promise(line.kept(), line.text()));
        check.findings().stream().limit(SAMPLES).forEach(finding -> narrator.evidence(finding.toString()));
        load.failures().stream().limit(SAMPLES).forEach(line -> narrator.evidence(Json.write(line)));
        suffered.forEach(window -> narrator.evidence(BlastRadius.text(window)));
        List<String> broken = new ArrayList<>(promises.stream()
                .filter(line -> !line.kept())
                .map(Verdict.Line::text)
                .toList());
        if (!result.ok()) {
            broken.add("the playbook stopped at '"
                    + result.steps().get(result.steps().size() - 1).step().name() + "'");
        }
        DemoReport report = report(verdict, figures, check, broken, suffered);
        narrator.line("");
        if (stage.session().format() == Format.TABLE) {
            narrator.line(String.format(
                    "%s in %.1f s. Report: %s, requests: %s",
                    broken.isEmpty() ? "Every promise was kept" : "BROKEN: " + String.join("; ", broken),
                    report.seconds(),
                    result.report(),
                    stage.log()));
        }
        return report;
    }

    private DemoReport report(
            Verdict verdict,
            LoadFigures figures,
            CheckReport check,
            List<String> broken,
            List<WindowFigures> suffered) {
        return new DemoReport(
                playbook.phase(),
                playbook.name(),
                stage.options().seed(),
                figures.requests(),
                figures.failed(),
                figures.retried(),
                figures.rerouted(),
                figures.waited(),
                figures.declined(),
                faults.inFlightAtKill(),
                stage.options().city() ? figures.acknowledgedWrites() : check.acknowledgedWrites(),
                verdict.lost(),
                verdict.doubled(),
                verdict.rowsCompared(),
                verdict.rowsDifferent(),
                figures.p50(),
                figures.p99(),
                story.shifts(),
                story.verifies(),
                Math.round((narrator.seconds() - began) * 10) / 10.0,
                broken,
                suffered,
                story.measured());
    }
}
