package dev.banyan.playbooks.demo;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.output.Format;
import dev.banyan.cli.playbook.Playbook;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.EntryStatus;
import dev.banyan.cli.stack.Stack;
import dev.banyan.cli.stack.StackListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Plays playbooks on a stack that it starts, and stops again however it ends. */
public final class Demo {

    private static final long STOPS_WITHIN_SECONDS = 90;
    private static final List<String> WALK = List.of(
            "2015-ruby",
            "2016-payments",
            "2016-order-relay",
            "2016-cloud",
            "2017-menu",
            "2017-shop-list",
            "2017-settlement",
            "2017-search",
            "2018-orders",
            "2018-settlement",
            "2018-reviews",
            "2018-12-shop-owner",
            "2018-12-ads",
            "2018-12-search",
            "2018-12-recovery",
            "2019-members",
            "2019-freedom");
    private static final String WITH_KILLS = "2016-payments";
    private static final Map<String, List<String>> FAULTS = Map.of(
            "shift-5", List.of("banyan stack kill " + Faults.SYNC, "banyan stack start " + Faults.SYNC),
            "shift-25", List.of("banyan stack kill " + Faults.PROXY, "banyan stack start " + Faults.PROXY));

    private Demo() {}

    /** The playbooks of the whole walk, in order. */
    public static List<String> walk() {
        return WALK;
    }

    /** The command that measures, after each playbook under a city's load, how far trouble in the monolith reaches. */
    public static String blastRadius() {
        return BlastRadius.command();
    }

    /** What is killed, and started again, after a step of the playbook without customers noticing; as commands. */
    public static List<String> faultsAfter(Playbook playbook, String step) {
        return playbook.name().equals(WITH_KILLS) ? FAULTS.getOrDefault(step, List.of()) : List.of();
    }

    /**
     * Plays. Tells the story on standard output, or on standard error where a result in JSON or YAML was asked for.
     *
     * @return the exit code: 1 when a promise was broken or a step failed, 5 after Ctrl-C
     * @throws CommandFailure when a stack runs in this directory already
     */
    public static int play(Session session, List<Playbook> playbooks, DemoOptions options) {
        Played played = play(session, playbooks, options, narrator(session));
        if (played.exit() != ExitCode.ABORTED) {
            if (playbooks.size() == 1) {
                session.output().print(played.reports().get(0));
            } else if (session.format() != Format.TABLE) {
                session.output().print(new WalkReport(played.reports()));
            }
        }
        return played.exit().code();
    }

    /**
     * Plays twice, each time on a stack of its own, and shows what the last playbooks of both measured, side by side.
     *
     * @param other what is played with the settings of {@code mode}
     * @return as {@link #play(Session, List, DemoOptions)}, of the first that is not 0
     */
    public static int contrast(
            Session session, List<Playbook> playbooks, List<Playbook> other, DemoOptions options, String mode) {
        Narrator narrator = narrator(session);
        Played first = play(session, playbooks, options, narrator);
        if (first.exit() != ExitCode.OK) {
            return first.exit().code();
        }
        Played second = play(session, other, options.in(mode), narrator);
        if (second.exit() != ExitCode.OK) {
            return second.exit().code();
        }
        Contrast contrast = Contrast.of(mode, first.reports(), second.reports());
        contrast.tell(narrator);
        if (session.format() != Format.TABLE) {
            session.output().print(contrast);
        }
        return ExitCode.OK.code();
    }

    private static Narrator narrator(Session session) {
        PrintWriter out = session.format() == Format.TABLE
                ? session.surroundings().out()
                : session.surroundings().err();
        return new Narrator(out, session.output().style());
    }

    private static Played play(Session session, List<Playbook> playbooks, DemoOptions options, Narrator narrator) {
        Stack present = SizedStack.present(session.directory(), session.home());
        refuseWhileRunning(present);
        String sized = SizedStack.text(options, session.home());
        CountDownLatch over = new CountDownLatch(1);
        Thread onCtrlC = onCtrlC(Thread.currentThread(), over);
        Runtime.getRuntime().addShutdownHook(onCtrlC);
        try {
            present.wipe();
            Stack stack = Stack.openOwn(sized, session.directory(), session.home());
            return new DemoRun(session, playbooks, options, stack, narrator).run();
        } finally {
            boolean interrupted = Thread.interrupted();
            stop(present, options, narrator);
            over.countDown();
            removeHook(onCtrlC);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void refuseWhileRunning(Stack stack) {
        List<String> running = stack.status().stream()
                .filter(entry ->
                        entry.state() == EntryStatus.State.RUNNING || entry.state() == EntryStatus.State.PAUSED)
                .map(EntryStatus::name)
                .toList();
        if (!running.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "A stack runs in this directory already (" + String.join(", ", running)
                            + "), and the demo starts with an empty one. Stop it: banyan stack down");
        }
    }

    private static void stop(Stack stack, DemoOptions options, Narrator narrator) {
        if (options.keep()) {
            narrator.line("The stack runs on. Look around: banyan phase list. Stop it: banyan stack down");
        } else {
            stack.down(StackListener.SILENT);
        }
    }

    /** Interrupts the demo, which ends its step in order and stops the stack, and waits for it. */
    private static Thread onCtrlC(Thread demo, CountDownLatch over) {
        return new Thread(
                () -> {
                    demo.interrupt();
                    try {
                        boolean stopped = over.await(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS);
                        Runtime.getRuntime().halt(stopped ? ExitCode.ABORTED.code() : ExitCode.BUG.code());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "demo-end");
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is what waits for us.
        }
    }
}
