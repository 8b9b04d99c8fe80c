package dev.banyan.playbooks.demo;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.Polling;
import dev.banyan.cli.stack.Stack;
import dev.banyan.cli.stack.StackListener;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.ProxyRecord;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.stream.Streams;
import dev.banyan.playbooks.load.Load;
import dev.banyan.playbooks.load.LoadFigures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Kills what production kills, between steps, and starts it again. */
final class Faults {

    static final String SYNC = "sync";
    static final String PROXY = "proxy-1";

    private static final Duration BACK = Duration.ofSeconds(60);
    private static final long LAG_MILLIS = 2_000;

    private final Stack stack;
    private final ControlStore store;
    private final Load load;
    private final Narrator narrator;
    private long inFlightAtKill;

    Faults(Stack stack, ControlStore store, Load load, Narrator narrator) {
        this.stack = stack;
        this.store = store;
        this.load = load;
        this.narrator = narrator;
    }

    /** What the killed proxy had been sent and never answered; 0 when none was killed. */
    long inFlightAtKill() {
        return inFlightAtKill;
    }

    /** Both streams stop; traffic must not notice, and the streams must go on where they were. */
    void killSync() {
        LoadFigures before = load.figures();
        Set<String> processes = processes();
        narrator.chapter(
                "fault",
                "The machine that runs sync dies. Both streams stop where they are; customers must not notice.");
        narrator.command("banyan stack kill sync");
        stack.kill(SYNC);
        narrator.command("banyan stack start sync");
        stack.start(SYNC, StackListener.SILENT);
        await("both streams to stream again", () -> streaming(processes));
        tellCustomers(before, "Both streams go on from the positions that were committed with the rows.");
    }

    /** Connections break; customers come again through the other proxy with the same keys. */
    void killProxy() {
        LoadFigures before = load.figures();
        narrator.chapter(
                "fault",
                "A proxy dies with requests under way. Customers come again through the other one, with the same Idempotency-Keys.");
        narrator.command("banyan stack kill " + PROXY);
        long kill = System.nanoTime();
        stack.kill(PROXY);
        long dead = System.nanoTime();
        narrator.command("banyan stack start " + PROXY);
        stack.start(PROXY, StackListener.SILENT);
        await("every proxy to route by the newest revision", this::proxiesUpToDate);
        inFlightAtKill = load.cutOff(PROXY, kill, dead);
        tellCustomers(before, "It had " + inFlightAtKill + " requests under way.");
    }

    /** After a playbook that stopped half way: what is under way between the databases arrives. */
    void settle() {
        await("both streams to catch up", () -> streaming(Set.of()));
    }

    private void tellCustomers(LoadFigures before, String and) {
        LoadFigures now = load.figures();
        narrator.evidence(String.format(
                "Customers meanwhile: %d requests, %d failed, %d sent again after a broken connection, %d refused and sent elsewhere. %s",
                now.requests() - before.requests(),
                now.failed() - before.failed(),
                now.retried() - before.retried(),
                now.rerouted() - before.rerouted(),
                and));
    }

    private Set<String> processes() {
        return new Streams(store).list().stream().map(StreamRecord::process).collect(Collectors.toSet());
    }

    private boolean streaming(Set<String> dead) {
        List<StreamRecord> streams = new Streams(store).list();
        return !streams.isEmpty()
                && streams.stream()
                        .allMatch(stream -> stream.streaming()
                                && !dead.contains(stream.process())
                                && stream.report().lagMillis() >= 0
                                && stream.report().lagMillis() < LAG_MILLIS);
    }

    private boolean proxiesUpToDate() {
        long newest = new Revisions(store).newest().number();
        List<ProxyRecord> proxies = new Fleet(store).list();
        return proxies.size() == 2 && proxies.stream().allMatch(proxy -> proxy.revision() == newest);
    }

    private static void await(String what, BooleanSupplier condition) {
        try {
            Optional<Boolean> held =
                    Polling.until(BACK, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
            if (held.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.BROKEN,
                        "Waited " + BACK.toSeconds() + " s in vain for " + what
                                + ". See: banyan sync status, banyan traffic status");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ABORTED, "Interrupted.", e);
        }
    }
}
