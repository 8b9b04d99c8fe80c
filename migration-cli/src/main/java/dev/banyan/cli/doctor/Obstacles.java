package dev.banyan.cli.doctor;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.Site;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What in the databases of a started phase stands in the way of a shift, one sentence each. */
public final class Obstacles {
    private final Migration migration;
    private final PhaseDefinition phase;

    /** @param phase as started, of a relocation with its tables */
    public Obstacles(Migration migration, PhaseDefinition phase) {
        this.migration = migration;
        this.phase = phase;
    }

    /** Why a relocation might lose something: the two databases are no longer made alike. */
    public List<String> toRelocate() {
        return found(
                "both databases are made alike",
                migration.monolith(),
                (monolith, service, list) -> new RelocationChecks(phase, monolith, service, list).alike());
    }

    /**
     * Why those who write past the proxies might not be refused in a phase that is to refuse them.
     *
     * @param home where the monolith lives
     */
    public List<String> toRefusing(Site home) {
        return found(
                "writers can be refused",
                home,
                (monolith, service, list) -> new WriterChecks(phase, monolith, service, list).there());
    }

    private interface Checks {
        void run(Server monolith, Server service, List<Finding> list) throws SQLException;
    }

    private List<String> found(String what, Site home, Checks checks) {
        List<Finding> list = new ArrayList<>();
        try (Server monolith = Server.connect(home.database());
                Server service = Server.connect(migration.serviceOf(phase).database())) {
            checks.run(monolith, service, list);
        } catch (SQLException e) {
            return List.of("Whether " + what + " could not be looked up: " + Reach.root(e));
        }
        return list.stream()
                .filter(finding -> finding.severity() == Severity.REFUSE)
                .map(Finding::text)
                .toList();
    }
}
