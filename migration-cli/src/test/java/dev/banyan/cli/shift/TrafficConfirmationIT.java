package dev.banyan.cli.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.Gates;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.PhaseDefinition.Kind;
import dev.banyan.control.config.PhaseDefinition.Mode;
import dev.banyan.control.config.RouteRule;
import dev.banyan.control.config.Secret;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.TrafficSample;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftKind;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.control.store.ControlStore;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What proxies reported after a commit, in a real control store. */
class TrafficConfirmationIT {
    private static ControlStore store;

    @BeforeAll
    static void open() {
        DatabaseServer server = TestServers.start();
        server.createSchema("banyan");
        store = ControlStore.open(
                new DatabaseAddress("jdbc:mysql://127.0.0.1:" + server.port() + "/banyan", "root", new Secret("")), 2);
        store.migrate();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static PhaseDefinition phase(String name, Kind kind, Mode mode) {
        return new PhaseDefinition(
                name,
                "menu",
                kind,
                List.of(new RouteRule("/api/menus/**", List.of(), Set.of("GET"), null)),
                List.of(),
                mode,
                PhaseDefinition.Ids.EXTERNAL,
                PhaseDefinition.Triggers.FIRE,
                PhaseDefinition.Conflicts.OWNER_WINS,
                PhaseDefinition.Fencing.NONE,
                Gates.DEFAULT,
                HoldLimits.DEFAULT,
                PhaseDefinition.After.SYNC);
    }

    private static List<String> confirm(PhaseDefinition phase) {
        Instant now = Instant.parse("2016-07-01T12:00:00Z");
        return new TrafficConfirmation(new Fleet(store), phase)
                .await(new Shift(
                        1,
                        phase.name(),
                        ShiftKind.CUTOVER,
                        0,
                        10_000,
                        ShiftState.COMMITTED,
                        "t",
                        "c",
                        false,
                        4,
                        now,
                        now,
                        null,
                        null,
                        null));
    }

    private static void seen(String phase, Owner side, long revision, int requests, int keyed) {
        new Fleet(store)
                .report("p1", List.of(new TrafficSample(phase, side, revision, requests, keyed, 0, 0, 0, 5, 9)));
    }

    @Test
    void countsAllRequestsOfWhatMovesAsAWhole() {
        seen("whole", Owner.MONOLITH, 3, 500, 0); // before the commit
        seen("whole", Owner.SERVICE, 4, 40, 0);

        assertThat(confirm(phase("whole", Kind.RELOCATION, Mode.WHOLE)))
                .containsExactly("observed traffic: 100.0% of 40 requests at the service");
    }

    @Test
    void refusesThatTheLosingSideGoesOn() {
        seen("late", Owner.SERVICE, 4, 40, 0);
        seen("late", Owner.MONOLITH, 5, 2, 0);

        assertThatThrownBy(() -> confirm(phase("late", Kind.MOVE, Mode.WHOLE)))
                .isInstanceOf(ShiftFailedException.class)
                .hasMessage("2 requests still went to the monolith after 100%.");
    }

    @Test
    void leavesRequestsWithoutAKeyOutWhereKeysMove() {
        seen("keyed", Owner.SERVICE, 4, 40, 30);
        seen("keyed", Owner.MONOLITH, 4, 7, 0);

        assertThat(confirm(phase("keyed", Kind.MOVE, Mode.KEYED)))
                .containsExactly("observed traffic: 100.0% of 30 requests at the service");
    }

    @Test
    void doesNotWaitForWhatAFeedCannotTell() {
        assertThat(confirm(phase("feed", Kind.FEED, Mode.WHOLE)))
                .containsExactly("observed traffic: either side may answer a read without a key");
    }
}
