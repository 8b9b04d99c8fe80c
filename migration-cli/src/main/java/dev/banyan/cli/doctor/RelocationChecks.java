package dev.banyan.cli.doctor;

import dev.banyan.cli.doctor.Finding.Fix;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.relocation.SchemaCopy;
import dev.banyan.control.relocation.SchemaTrigger;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaReader;
import dev.banyan.control.schema.SchemaShape;
import dev.banyan.control.writers.WriterTriggers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Whether a monolith can live on either of two servers: both of one kind and set alike, with the same schema on both. */
final class RelocationChecks {
    private static final String ALIKE = "relocation";
    private static final String TRIGGERS = "triggers";

    /** Variables that change what the application's statements do, with how a value is written; empty: fixed at the start. */
    private static final Map<String, String> VARIABLES = variables();

    private final PhaseDefinition relocation;
    private final Server monolith;
    private final Server service;
    private final Findings atMonolith;
    private final Findings atService;

    /** @param relocation with its tables, once it was started */
    RelocationChecks(PhaseDefinition relocation, Server monolith, Server service, List<Finding> list) {
        this.relocation = relocation;
        this.monolith = monolith;
        this.service = service;
        this.atMonolith = new Findings("monolith", Server.where(monolith.address()), list).of(relocation.name());
        this.atService =
                new Findings(relocation.service(), Server.where(service.address()), list).of(relocation.name());
    }

    private static Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("sql_mode", "'%s'");
        variables.put("time_zone", "'%s'");
        variables.put("system_time_zone", "");
        variables.put("auto_increment_increment", "%s");
        variables.put("auto_increment_offset", "%s");
        variables.put("lower_case_table_names", "");
        variables.put("explicit_defaults_for_timestamp", "");
        variables.put("transaction_isolation", "'%s'");
        variables.put("character_set_server", "'%s'");
        variables.put("collation_server", "'%s'");
        return variables;
    }

    void beforeStart() throws SQLException {
        servers();
        List<String> there = SchemaCopy.contents(service.connection());
        if (!there.isEmpty()) {
            atService.refuse(
                    ALIKE,
                    "The schema is not empty: it holds " + String.join(", ", there),
                    "Run there: DROP DATABASE `" + service.address().schema() + "`; CREATE DATABASE `"
                            + service.address().schema() + "`");
        }
        List<String> others = monolith.list("SELECT table_name FROM information_schema.tables WHERE table_schema ="
                + " DATABASE() AND table_type NOT IN ('BASE TABLE', 'VIEW')");
        if (!others.isEmpty()) {
            atMonolith.refuse(
                    ALIKE,
                    "No binlog shows what changes in " + String.join(", ", others) + ", which are no tables",
                    "Replace them by tables.");
        }
        List<String> events =
                monolith.list("SELECT event_name FROM information_schema.events WHERE event_schema = DATABASE()");
        if (!events.isEmpty()) {
            atMonolith.warn(
                    ALIKE,
                    "Scheduled events are not copied: " + String.join(", ", events),
                    "Create them on the other server when it has taken over, and drop them here.");
        }
        SchemaShape from =
                SchemaReader.read(monolith.connection(), monolith.address().schema());
        PhaseDefinition all = relocation.withTables(SchemaCopy.tables(monolith.connection()).stream()
                .map(table -> new TableMapping(table, table, null, Map.of(), Map.of()))
                .toList());
        PhasePlan.resolve(all, from, from)
                .problems()
                .forEach(problem -> atMonolith.refuse(
                        "mapping", problem.endsWith(".") ? problem.substring(0, problem.length() - 1) : problem, ""));
        new TableChecks(
                        all,
                        all.tables().stream()
                                .flatMap(table -> from.table(table.from()).stream())
                                .toList(),
                        atMonolith)
                .engines();
        guarded(monolith, atMonolith);
    }

    /** Once both have the schema: whether they still have the same. */
    void alike() throws SQLException {
        servers();
        List<String> tables =
                relocation.tables().stream().map(TableMapping::from).toList();
        difference("tables", SchemaCopy.tables(monolith.connection()), tables, atMonolith);
        difference("tables", SchemaCopy.tables(service.connection()), tables, atService);
        SchemaShape from =
                SchemaReader.read(monolith.connection(), monolith.address().schema());
        SchemaShape to =
                SchemaReader.read(service.connection(), service.address().schema());
        PhasePlan.resolve(relocation, from, to)
                .problems()
                .forEach(problem -> atService.refuse(
                        "mapping", problem.endsWith(".") ? problem.substring(0, problem.length() - 1) : problem, ""));
        for (String kind : List.of(
                "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()"
                        + " AND LEFT(trigger_name, " + WriterTriggers.OF_PHASES.length() + ") <> '"
                        + WriterTriggers.OF_PHASES + "'",
                "SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE()",
                "SELECT table_name FROM information_schema.views WHERE table_schema = DATABASE()")) {
            difference("triggers, routines and views", service.list(kind), monolith.list(kind), atService);
        }
        guarded(monolith, atMonolith);
        guarded(service, atService);
        for (Server server : List.of(monolith, service)) {
            Owner side = server == monolith ? Owner.MONOLITH : Owner.SERVICE;
            List<String> missing = WriterTriggers.of(relocation, side).missing(server.connection());
            if (!missing.isEmpty()) {
                (server == monolith ? atMonolith : atService)
                        .refuse(
                                TRIGGERS,
                                "Writers of " + String.join(", ", missing)
                                        + " can't be stopped: triggers banyan_left_* are missing",
                                "Take the relocation back and start it again: banyan phase cancel "
                                        + relocation.name());
            }
        }
    }

    private void servers() {
        if (monolith.version().mariaDb() != service.version().mariaDb()
                || monolith.version().major() != service.version().major()) {
            atService.refuse(
                    ALIKE,
                    "The server is " + service.version().text() + ", and monolith's is "
                            + monolith.version().text(),
                    "Relocate to a server of the same product and major version.");
        }
        if (!monolith.address().schema().equals(service.address().schema())) {
            atService.refuse(
                    ALIKE,
                    "The schema is called '" + service.address().schema() + "', and monolith's '"
                            + monolith.address().schema() + "'; views and routines may name it",
                    "Give it the same name.");
        }
        if (monolith.identity().equals(service.identity())) {
            atService.refuse(ALIKE, "It is monolith's own server", "Name another server.");
        }
        VARIABLES.forEach(this::variable);
    }

    private void variable(String name, String literal) {
        String wanted = monolith.variable(name, "");
        String found = service.variable(name, "");
        boolean moot = name.equals("system_time_zone")
                && !monolith.variable("time_zone", "").equals("SYSTEM");
        if (wanted.equals(found) || moot) {
            return;
        }
        String what = name + " is " + found + ", and " + wanted + " on monolith's server";
        if (literal.isEmpty()) {
            atService.refuse(ALIKE, what, "Set " + name + "=" + wanted + " in the server's configuration.");
            return;
        }
        String statement = service.set(name, literal.formatted(wanted));
        atService.refuse(
                ALIKE,
                what,
                "Run: " + statement + service.lasting(name + "=" + wanted),
                new Fix(List.of(statement), false));
    }

    private static void difference(String what, List<String> found, List<String> wanted, Findings findings) {
        List<String> missing = new ArrayList<>(new TreeSet<>(wanted));
        missing.removeAll(found);
        List<String> surplus = new ArrayList<>(new TreeSet<>(found));
        surplus.removeAll(wanted);
        if (!missing.isEmpty() || !surplus.isEmpty()) {
            findings.refuse(
                    ALIKE,
                    "Its " + what + " are not those that the relocation started with"
                            + (missing.isEmpty() ? "" : "; missing: " + String.join(", ", missing))
                            + (surplus.isEmpty() ? "" : "; more: " + String.join(", ", surplus)),
                    "Undo the change, or make it in both databases; new tables need a new start: banyan phase cancel.");
        }
    }

    private void guarded(Server server, Findings findings) throws SQLException {
        for (SchemaTrigger trigger :
                SchemaTrigger.read(server.connection(), server.address().schema())) {
            if (!trigger.guarded()) {
                List<String> statements = trigger.replace(server.version().mariaDb());
                findings.refuse(
                        TRIGGERS,
                        "Trigger '" + trigger.name() + "' on " + trigger.table()
                                + " does not test @banyan_relocation, so that it would act again on rows that come from"
                                + " the other server",
                        "Mended: " + String.join(";\n", statements),
                        new Fix(statements, false));
            }
        }
    }
}
