package dev.banyan.playbooks.demo;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.playbook.Playbook;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.Stack;
import dev.banyan.cli.stack.StackListener;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.store.ControlStore;
import dev.banyan.playbooks.load.Load;
import dev.banyan.playbooks.load.LoadException;
import dev.banyan.playbooks.load.LoadPlan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One demo on one stack: playbooks one after the other under one load, from the stack's start to the proof. */
final class DemoRun {
    private final Session session;
    private final List<Playbook> playbooks;
    private final DemoOptions options;
    private final Stack stack;
    private final Narrator narrator;
    private final Path log;

    DemoRun(Session session, List<Playbook> playbooks, DemoOptions options, Stack stack, Narrator narrator) {
        this.session = session;
        this.playbooks = List.copyOf(playbooks);
        this.options = options;
        this.stack = stack;
        this.narrator = narrator;
        this.log = Stage.log(session);
    }

    Played run() {
        if (playbooks.size() == 1) {
            narrator.line(playbooks.get(0).title());
            narrator.story(playbooks.get(0).story());
        }
        startStack();
        Migration migration = MigrationFile.read(Stage.config(session));
        List<DemoReport> reports = new ArrayList<>();
        try (ControlStore store = ControlStore.open(migration.control(), 2);
                Load load = startLoad();
                Chronicle chronicle = new Chronicle(stack, migration, store, narrator, Clock.systemUTC());
                Ahead ahead = new Ahead(stack)) {
            Stage stage = new Stage(session, options, stack, migration, store, load, narrator, new Enter(System.in));
            for (int i = 0; i < playbooks.size(); i++) {
                Playbook playbook = playbooks.get(i);
                Playbook next = i + 1 < playbooks.size() ? playbooks.get(i + 1) : null;
                if (playbooks.size() > 1) {
                    narrator.chapter(playbook.title(), playbook.story());
                }
                Instant began = chronicle.now();
                Optional<DemoReport> report = new PhaseRun(
                                stage, playbook, next, ahead, playbooks.size() == 1 ? 0 : narrator.seconds())
                        .play();
                if (report.isEmpty()) {
                    narrator.line("Interrupted; stopping what was started.");
                    return new Played(ExitCode.ABORTED, reports);
                }
                reports.add(report.get());
                chronicle.played(playbook, began, report.get());
                if (!report.get().promisesBroken().isEmpty()) {
                    break;
                }
            }
            load.end();
            chronicle.write(session.stateDirectory(), log);
        }
        return tell(reports);
    }

    private Played tell(List<DemoReport> reports) {
        if (playbooks.size() > 1) {
            new Closing(narrator).tell(reports);
        }
        boolean kept =
                reports.stream().allMatch(report -> report.promisesBroken().isEmpty());
        return new Played(kept ? ExitCode.OK : ExitCode.BROKEN, reports);
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
        String mix = options.city() ? " --mix city" : "";
        narrator.command("banyan stack load --rate " + options.rate() + " --seed " + options.seed() + mix);
        Map<String, URI> proxies = new LinkedHashMap<>();
        for (String name : stack.names()) {
            if (name.startsWith("proxy-")) {
                proxies.put(name, URI.create("http://127.0.0.1:" + stack.port(name)));
            }
        }
        try {
            return Load.start(new LoadPlan(proxies, options.rate(), options.seed(), log, options.mix()));
        } catch (LoadException e) {
            throw CommandFailure.unreachable(String.valueOf(e.getMessage()));
        }
    }
}
