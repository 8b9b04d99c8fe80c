package dev.banyan.playbooks.demo;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.output.Format;
import dev.banyan.cli.playbook.Playbook;
import dev.banyan.cli.playbook.PlaybookResult;
import dev.banyan.cli.playbook.PlaybookRunner;
import dev.banyan.cli.session.CommandRunner;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.Stack;
import dev.banyan.cli.stack.StackListener;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.Json;
import dev.banyan.playbooks.check.CheckReport;
import dev.banyan.playbooks.check.CheckSources;
import dev.banyan.playbooks.check.Checker;
import dev.banyan.playbooks.check.PaymentsOwner;
import dev.banyan.playbooks.demo.DemoReport.ShiftLine;
import dev.banyan.playbooks.load.Load;
import dev.banyan.playbooks.load.LoadException;
import dev.banyan.playbooks.load.LoadFigures;
import dev.banyan.playbooks.load.LoadPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One demo on one stack, from its start to the proof. */
final class DemoRun {

    private static final int SAMPLES = 10;

    private final Session session;
    private final Playbook playbook;
    private final DemoOptions options;
    private final Stack stack;
    private final Narrator narrator;
    private final StepStory story;
    private final Path config;
    private final Path log;

    DemoRun(Session session, Playbook playbook, DemoOptions options, Stack stack, Narrator narrator) {
        this.session = session;
        this.playbook = playbook;
        this.options = options;
        this.stack = stack;
        this.narrator = narrator;
        this.story = new StepStory(narrator);
        this.config = session.stateDirectory().resolve("migration.yaml");
        this.log = session.stateDirectory().resolve("demo/requests.ndjson");
    }

    /** @return the exit code */
    int run() {
        narrator.line(playbook.title());
        narrator.story(playbook.story());
        startStack();
        Migration migration = MigrationFile.read(config);
        try (ControlStore store = ControlStore.open(migration.control(), 2);
                Load load = startLoad()) {
            Faults faults = new Faults(stack, store, load, narrator);
            LiveLine live = new LiveLine(narrator, story, load);
            PlaybookResult result;
            try {
                result = play(faults);
            } finally {
                live.end();
            }
            LoadFigures figures = load.end();
            if (result.interrupted() || Thread.currentThread().isInterrupted()) {
                narrator.line("Interrupted; stopping what was started.");
                return ExitCode.ABORTED.code();
            }
            return conclude(result, migration, figures, load, faults);
        }
    }

    private void startStack() {
        narrator.chapter(
                "the stack",
                "Three MariaDB servers, a monolith with " + options.orders()
                        + " orders, a payment service, a payment gateway, two proxies and sync.");
        narrator.command("banyan stack up");
        stack.up(new StackListener() {
            @Override
            public void ready(String entry, Duration took) {
                narrator.evidence(String.format("%-16s ready in %.1f s", entry, took.toMillis() / 1000.0));
            }
        });
    }

    private Load startLoad() {
        narrator.chapter(
                "customers",
                options.rate()
                        + " requests a second through both proxies, 70 % reads and 30 % writes, from here to the end. Each is written to "
                        + log + ".");
        narrator.command("banyan stack load --rate " + options.rate() + " --seed " + options.seed());
        Map<String, URI> proxies = new LinkedHashMap<>();
        for (String name : stack.names()) {
            if (name.startsWith("proxy-")) {
                proxies.put(name, URI.create("http://127.0.0.1:" + stack.port(name)));
            }
        }
        try {
            return Load.start(new LoadPlan(proxies, options.rate(), options.seed(), log));
        } catch (LoadException e) {
            throw CommandFailure.unreachable(String.valueOf(e.getMessage()));
        }
    }

    private PlaybookResult play(Faults faults) {
        return new PlaybookRunner(playbook, session.stateDirectory(), commands())
                .listener(story)
                .after("shift-5", step -> faults.killSync())
                .after("shift-25", step -> faults.killProxy())
                .run(true);
    }

    private int conclude(PlaybookResult result, Migration migration, LoadFigures figures, Load load, Faults faults) {
        if (result.ok()) {
            narrator.chapter("the proof", "Load has ended. Once more both databases are compared, now at rest.");
            narrator.command("banyan verify " + playbook.phase());
            verifyAtRest();
        } else {
            narrator.chapter("the playbook stopped", "What is under way between the databases arrives first.");
            faults.settle();
        }
        boolean atService = result.ok() || ownerIsService();
        narrator.chapter(
                "the check",
                "Every acknowledged order, payment and refund is looked up by SQL where it is owned, and every payment in the gateway's own journal.");
        CheckReport check = Checker.check(
                new CheckSources(
                        log,
                        migration.monolith().database(),
                        migration
                                .phase(playbook.phase())
                                .map(migration::serviceOf)
                                .orElseThrow()
                                .database(),
                        URI.create("http://127.0.0.1:" + stack.port("gateway"))),
                atService ? PaymentsOwner.SERVICE : PaymentsOwner.MONOLITH);
        return judge(result, check, figures, load, faults);
    }

    private boolean ownerIsService() {
        return story.shifts().stream()
                .filter(ShiftLine::done)
                .reduce((first, second) -> second)
                .map(shift -> shift.to().equals("100%"))
                .orElse(false);
    }

    private void verifyAtRest() {
        StringWriter printed = new StringWriter();
        int exit = commands()
                .run(List.of("verify", playbook.phase(), "--output=json"), new PrintWriter(printed), narrator.asides());
        if (printed.toString().isBlank()) {
            throw new CommandFailure(
                    ExitCode.BROKEN, "The last verify ended with exit code " + exit + " and no result.");
        }
        story.tell(Json.mapper().readTree(printed.toString()));
    }

    private int judge(PlaybookResult result, CheckReport check, LoadFigures figures, Load load, Faults faults) {
        Verdict verdict = new Verdict(
                figures, check, story.shifts(), story.verifies(), options.orders(), faults.inFlightAtKill());
        verdict.promises().forEach(line -> narrator.promise(line.kept(), line.text()));
        check.findings().stream().limit(SAMPLES).forEach(finding -> narrator.evidence(finding.toString()));
        load.failures().stream().limit(SAMPLES).forEach(line -> narrator.evidence(Json.write(line)));
        List<String> broken = new ArrayList<>(verdict.broken());
        if (!result.ok()) {
            broken.add("the playbook stopped at '"
                    + result.steps().get(result.steps().size() - 1).step().name() + "'");
        }
        DemoReport report = report(verdict, figures, check, faults, broken);
        narrator.line("");
        if (session.format() == Format.TABLE) {
            narrator.line(String.format(
                    "%s in %.1f s. Report: %s, requests: %s",
                    broken.isEmpty() ? "Every promise was kept" : "BROKEN: " + String.join("; ", broken),
                    report.seconds(),
                    result.report(),
                    log));
        }
        session.output().print(report);
        return broken.isEmpty() ? ExitCode.OK.code() : ExitCode.BROKEN.code();
    }

    private DemoReport report(
            Verdict verdict, LoadFigures figures, CheckReport check, Faults faults, List<String> broken) {
        return new DemoReport(
                playbook.phase(),
                playbook.name(),
                options.seed(),
                figures.requests(),
                figures.failed(),
                figures.retried(),
                figures.rerouted(),
                figures.waited(),
                figures.declined(),
                faults.inFlightAtKill(),
                check.acknowledgedWrites(),
                verdict.lost(),
                verdict.doubled(),
                verdict.rowsCompared(),
                verdict.rowsDifferent(),
                figures.p50(),
                figures.p99(),
                story.shifts(),
                story.verifies(),
                Math.round(narrator.seconds() * 10) / 10.0,
                broken);
    }

    /** Commands as a person would type them, on this stack's migration whatever lies beside it. */
    private CommandRunner commands() {
        return (arguments, out, err) -> {
            List<String> all = new ArrayList<>(arguments);
            all.add("--config=" + config);
            return session.commands().run(all, out, err);
        };
    }
}
