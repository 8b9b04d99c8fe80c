package dev.banyan.control.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.Gates;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.Documents;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.routing.ShiftInForce.Stage;
import dev.banyan.control.store.ControlStoreServer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shifts of a feed: reads alone move, in one step. */
class ReadsShiftIT {
    private static final ControlStoreServer SERVER = new ControlStoreServer();
    private final ShiftJournal journal = new ShiftJournal(SERVER.store());
    private final Revisions revisions = new Revisions(SERVER.store());

    @BeforeEach
    void aSyncedFeedAndAMove() {
        SERVER.reset();
        PhaseDefinition feed = new PhaseDefinition(
                "search",
                "payment",
                PhaseDefinition.Kind.FEED,
                List.of(),
                List.of(),
                PhaseDefinition.Mode.WHOLE,
                PhaseDefinition.Ids.EXTERNAL,
                PhaseDefinition.Triggers.FIRE,
                PhaseDefinition.Conflicts.OWNER_WINS,
                PhaseDefinition.Fencing.NONE,
                Gates.DEFAULT,
                HoldLimits.DEFAULT,
                PhaseDefinition.After.SYNC);
        revisions.change(
                "kim",
                "start",
                document -> Documents.withPayments(0).withPhase("search", PhaseRouting.start(feed, KeyRule.TEXT)));
        SERVER.store().transaction(handle -> {
            Phases.start(handle, feed, KeyRule.TEXT, "kim");
            return Phases.move(handle, "search", PhaseState.SYNCING, PhaseState.SYNCED, 0);
        });
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void theBoundaryMovesWithoutAnyHold() {
        Shift committed = journal.commitReads(journal.begin("search", ShiftKind.SHIFT, 2_500, "kim", false));

        Revision revision = revisions.newest();
        PhaseRouting routing =
                Objects.requireNonNull(revision.document().phases().get("search"));
        assertThat(routing.split()).isEqualTo(2_500);
        assertThat(Objects.requireNonNull(routing.shift()).stage()).isEqualTo(Stage.RELEASED);
        assertThat(revision.shift()).isEqualTo(committed.id());
        assertThat(committed.heldAt()).isNull();
        assertThat(new Phases(SERVER.store()).find("search").orElseThrow().state())
                .isEqualTo(PhaseState.SHIFTING);

        journal.done(committed, "done");

        PhaseRouting done =
                Objects.requireNonNull(revisions.newest().document().phases().get("search"));
        assertThat(done.shift()).isNull();
        assertThat(done.readsOnly()).isTrue();
        assertThat(journal.running()).isEmpty();
    }

    @Test
    void aPhaseThatMovesWritesIsRefused() {
        Shift shift = journal.begin("payments", ShiftKind.SHIFT, 2_500, "kim", false);

        assertThatThrownBy(() -> journal.commitReads(shift))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'payments' moves writes");
        assertThat(journal.find(shift.id()).orElseThrow().state()).isEqualTo(ShiftState.PREPARING);
    }
}
