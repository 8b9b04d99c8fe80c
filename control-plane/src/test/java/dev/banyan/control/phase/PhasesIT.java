package dev.banyan.control.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.config.Gates;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.store.ControlStoreServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhasesIT {
    private static final ControlStoreServer SERVER = new ControlStoreServer();
    private final Phases phases = new Phases(SERVER.store());

    @BeforeEach
    void empty() {
        SERVER.reset();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static PhaseDefinition definition(PhaseDefinition.After after) {
        return new PhaseDefinition(
                "payments",
                "payment",
                List.of(),
                List.of(),
                PhaseDefinition.Mode.WHOLE,
                PhaseDefinition.Ids.EXTERNAL,
                PhaseDefinition.Triggers.FIRE,
                PhaseDefinition.Conflicts.OWNER_WINS,
                Gates.DEFAULT,
                HoldLimits.DEFAULT,
                after);
    }

    private void start(PhaseDefinition.After after) {
        SERVER.store().transaction(handle -> {
            Phases.start(handle, definition(after), null, "kim");
            return true;
        });
    }

    private boolean cancel() {
        return SERVER.store().transaction(handle -> Phases.cancel(handle, "payments"));
    }

    @Test
    void remembersACancelledPhaseAsItWasUntilItIsCleanedUp() {
        start(PhaseDefinition.After.KEEP);
        assertThat(cancel()).isTrue();
        start(PhaseDefinition.After.SYNC);

        List<CancelledPhase> cancelled = phases.cancelled();

        assertThat(phases.find("payments")).isPresent();
        assertThat(cancelled)
                .extracting(CancelledPhase::definition)
                .containsExactly(definition(PhaseDefinition.After.KEEP));
        phases.cleanedUp(cancelled.get(0));
        assertThat(phases.cancelled()).isEmpty();
    }

    @Test
    void aPhaseThatMovesIsNotCancelled() {
        start(PhaseDefinition.After.SYNC);
        phases.move("payments", PhaseState.SYNCING, PhaseState.SYNCED, 0);
        phases.move("payments", PhaseState.SYNCED, PhaseState.SHIFTING, 100);

        assertThat(cancel()).isFalse();

        assertThat(phases.cancelled()).isEmpty();
        assertThat(phases.find("payments")).isPresent();
    }
}
