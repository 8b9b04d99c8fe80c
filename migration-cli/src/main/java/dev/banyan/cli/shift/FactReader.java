package dev.banyan.cli.shift;

import dev.banyan.cli.doctor.Doctor;
import dev.banyan.cli.doctor.Obstacles;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.evidence.Evidence;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.relocation.Home;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.stream.Streams;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the gates look at. */
final class FactReader {
    private static final Duration TRAFFIC = Duration.ofSeconds(30);
    private static final Duration KEYLESS = Duration.ofMinutes(10);

    private final ControlStore store;

    private final Migration migration;
    private final Doctor doctor;

    FactReader(ControlStore store, Migration migration) {
        this.store = store;
        this.migration = migration;
        this.doctor = new Doctor(migration, store);
    }

    ShiftFacts read(Phase phase) {
        Streams streams = new Streams(store);
        Fleet fleet = new Fleet(store);
        Optional<StreamRecord> forward = streams.find(phase.name(), Direction.FORWARD);
        Optional<StreamRecord> reverse = streams.find(phase.name(), Direction.REVERSE);
        return new ShiftFacts(
                phase,
                store.now(),
                new Revisions(store).newest().number(),
                fleet.list(),
                forward,
                reverse,
                new Evidence(store).newest(phase.name(), Evidence.VERIFY),
                fleet.traffic(phase.name(), TRAFFIC, 0),
                fleet.keylessWrites(phase.name(), KEYLESS),
                idProblems(phase, forward, reverse));
    }

    private List<String> idProblems(Phase phase, Optional<StreamRecord> forward, Optional<StreamRecord> reverse) {
        if (phase.definition().relocation()) {
            return new Obstacles(migration, phase.definition()).toRelocate();
        }
        if (phase.definition().refusesWriters()) {
            Home home = Home.of(migration, new Phases(store).list(), phase.definition());
            return new Obstacles(migration, phase.definition()).toRefusing(home.site());
        }
        if (phase.definition().ids() != PhaseDefinition.Ids.INTERLEAVE
                || phase.definition().mode() != PhaseDefinition.Mode.KEYED) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        for (Optional<StreamRecord> stream : List.of(forward, reverse)) {
            stream.map(StreamRecord::report)
                    .filter(report -> report.wrongIds() > 0)
                    .ifPresent(report -> problems.add(
                            report.wrongIds() + " ids of the wrong parity came through the " + report.direction()
                                    + " stream of '" + phase.name()
                                    + "': some session still gives ids by the old rule. Run: banyan"
                                    + " doctor --fix, and restart the application's connections"));
        }
        try {
            problems.addAll(doctor.idProblems(phase.definition()));
        } catch (SQLException e) {
            problems.add("Whether ids are interleaved on both servers could not be looked up: " + e.getMessage());
        }
        return problems;
    }
}
