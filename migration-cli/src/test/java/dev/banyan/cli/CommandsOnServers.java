package dev.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamReport;
import dev.banyan.control.stream.StreamStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of commands against a real control store and real databases, fresh for each test, with neither proxy nor sync running. */
abstract class CommandsOnServers {
    static final Servers servers = new Servers();

    @TempDir
    Path directory;

    ControlStore store;

    @BeforeEach
    void reset() {
        servers.reset(directory);
        store = servers.store();
    }

    @AfterEach
    void close() {
        store.close();
    }

    final Typed start() {
        return Typed.json(directory, "phase", "start", "payments", "--no-wait");
    }

    final void synced() {
        Typed started = start();
        assertThat(started.exit()).as(started.err()).isZero();
        new Phases(store).move("payments", PhaseState.SYNCING, PhaseState.SYNCED, 0);
    }

    static VerifyResult result(long different) {
        return new VerifyResult("payments", 100, different, 0, 0, 5, List.of());
    }

    static StreamReport report() {
        return new StreamReport("payments", Direction.FORWARD, StreamStatus.STREAMING, 120, "at 4", "", 0, 0, 0, 0, 17);
    }
}
