package dev.banyan.cli.doctor;

import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.writers.WriterSwitch;
import dev.banyan.control.writers.WriterTriggers;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Whether both databases of a phase can refuse those who write past the proxies. */
final class WriterChecks {
    private static final String CHECK = "writers";

    private final PhaseDefinition phase;
    private final Server monolith;
    private final Server service;
    private final Findings atMonolith;
    private final Findings atService;

    WriterChecks(PhaseDefinition phase, Server monolith, Server service, List<Finding> list) {
        this.phase = phase;
        this.monolith = monolith;
        this.service = service;
        this.atMonolith =
                Doctor.findings(Doctor.MONOLITH, monolith.address(), list).of(phase.name());
        this.atService =
                Doctor.findings(phase.service(), service.address(), list).of(phase.name());
    }

    /** Says what a start will make, and whether the server would let it. */
    void beforeStart() throws SQLException {
        for (Owner side : Owner.values()) {
            Findings findings = findings(side);
            int before = findings.size();
            mayCreate(server(side), findings);
            if (findings.size() == before) {
                findings.ok(
                        CHECK,
                        "`phase start` makes triggers " + WriterTriggers.names(phase) + " on "
                                + String.join(", ", triggers(side).tables())
                                + ", by which writers past the proxies are refused");
            }
        }
    }

    /** Whether what the start made is still there. */
    void there() throws SQLException {
        for (Owner side : Owner.values()) {
            Findings findings = findings(side);
            List<String> missing = triggers(side).missing(server(side).connection());
            boolean row = missing.isEmpty()
                    && WriterSwitch.of(phase).read(server(side).connection()).isPresent();
            if (row) {
                findings.ok(
                        CHECK,
                        "Triggers " + WriterTriggers.names(phase) + " on "
                                + String.join(", ", triggers(side).tables()) + " are there");
                continue;
            }
            findings.refuse(
                    CHECK,
                    missing.isEmpty()
                            ? "Writers can't be refused: " + WriterSwitch.TABLE + " has no row for the phase"
                            : "Writers of " + String.join(", ", missing) + " can't be refused: triggers "
                                    + WriterTriggers.names(phase) + " are missing",
                    "Make them again, before the phase moves: banyan phase start " + phase.name());
        }
    }

    /** With a binary log, TRIGGER alone is not enough on a server of default settings. */
    private static void mayCreate(Server server, Findings findings) throws SQLException {
        boolean free = !server.variable("log_bin", "ON").equals("ON")
                || server.variable("log_bin_trust_function_creators", "ON").equals("ON");
        Set<String> global = PrivilegeChecks.held(server.list("SHOW GRANTS"), "*.*");
        if (!free && !global.contains("SUPER") && !global.contains("ALL PRIVILEGES") && !global.contains("ALL")) {
            String statement = server.set("log_bin_trust_function_creators", "ON");
            findings.refuse(
                    CHECK,
                    "The server lets no user without SUPER make triggers while it writes a binary log, and '"
                            + server.address().user() + "' has not that privilege",
                    "Run: " + statement + server.lasting("log_bin_trust_function_creators=1"));
        }
    }

    private WriterTriggers triggers(Owner side) {
        return WriterTriggers.of(phase, side);
    }

    private Server server(Owner side) {
        return side == Owner.MONOLITH ? monolith : service;
    }

    private Findings findings(Owner side) {
        return side == Owner.MONOLITH ? atMonolith : atService;
    }
}
