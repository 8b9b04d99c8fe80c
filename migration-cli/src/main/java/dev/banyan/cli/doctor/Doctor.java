package dev.banyan.cli.doctor;

import dev.banyan.cli.doctor.Finding.Fix;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.relocation.Home;
import dev.banyan.control.schema.LaterColumns;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaReader;
import dev.banyan.control.schema.SchemaShape;
import dev.banyan.control.schema.TableShape;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Examines servers, schemas and processes of a migration. Changes nothing but by {@link #fix}. Every wait is bounded: 3 s
 * for a connection, 10 s for an answer. For one thread.
 */
public final class Doctor {
    static final String MONOLITH = "monolith";

    private final Migration migration;
    private final @Nullable ControlStore store;

    /** @param store migrated; null when there is none (yet): what only it knows is then left out */
    public Doctor(Migration migration, @Nullable ControlStore store) {
        this.migration = migration;
        this.store = store;
    }

    /**
     * What {@code --fix} did.
     *
     * @param failure why it could not; null when it could
     */
    public record Treatment(Finding finding, @Nullable String failure) {}

    /** Examines everything. Findings come in the order of sites, then of phases. */
    public List<Finding> examine() {
        return examine(migration.phases().values());
    }

    /** Examines what concerns one phase: its two sites, and the control plane. */
    public List<Finding> examine(PhaseDefinition phase) {
        return examine(List.of(phase));
    }

    private List<Finding> examine(Collection<PhaseDefinition> all) {
        List<Finding> list = new ArrayList<>();
        Map<String, Server> servers = new HashMap<>();
        try {
            Findings control = findings("control", migration.control(), list);
            Optional<Server> controlServer = Reach.connect(migration.control(), control);
            controlServer.ifPresent(server -> servers.put("control", server));
            List<Phase> started = started(controlServer.isPresent());
            List<PhaseDefinition> phases =
                    all.stream().filter(phase -> !over(phase, started)).toList();
            List<PhaseDefinition> moves =
                    phases.stream().filter(phase -> !phase.feed()).toList();
            Function<PhaseDefinition, String> home =
                    phase -> Home.of(migration, started, phase).name();
            List<PhaseDefinition> outboxes =
                    phases.stream().filter(PhaseDefinition::outbox).toList();
            phases.stream()
                    .filter(phase -> !phase.outbox())
                    .map(home)
                    .distinct()
                    .forEach(site -> examineSite(site, 1, phases, servers, list));
            Stream.concat(moves.stream(), outboxes.stream())
                    .map(PhaseDefinition::service)
                    .distinct()
                    .filter(site -> !servers.containsKey(site))
                    .forEach(service -> examineSite(
                            service,
                            offset(service),
                            moves.stream()
                                    .filter(phase -> phase.service().equals(service))
                                    .toList(),
                            servers,
                            list));
            Server owner = servers.get(Home.now(migration, started).name());
            if (owner != null
                    && controlServer.isPresent()
                    && controlServer.get().identity().equals(owner.identity())) {
                control.refuse(
                        "control store",
                        "The control store lies on the monolith's server; when that is down nothing could be steered",
                        "Put it on a server of its own and change 'control.url' in migration.yaml.");
            }
            outboxes.forEach(outbox -> new OutboxChecks(outbox, list).run(servers.get(outbox.service())));
            phases.stream()
                    .filter(phase -> phase.feed() && !phase.outbox())
                    .forEach(feed -> new FeedChecks(feed, migration, list).run(servers.get(home.apply(feed))));
            for (PhaseDefinition phase : moves) {
                Server monolith = servers.get(home.apply(phase));
                Server service = servers.get(phase.service());
                if (monolith != null && service != null && phase.relocation()) {
                    examineRelocation(phase, monolith, service, started, list);
                } else if (monolith != null && service != null) {
                    checkApart(phase, monolith, service, list);
                    examineTables(phase, running(phase, started), monolith, service, list);
                    examineWriters(phase, running(phase, started), monolith, service, list);
                }
            }
            examineFleet(controlServer.isPresent(), list);
        } finally {
            servers.values().forEach(Doctor::closeQuietly);
        }
        return List.copyOf(list);
    }

    /** Applies every fix among the findings, one after the other; a failure does not stop the rest. */
    public List<Treatment> fix(List<Finding> findings) {
        List<Treatment> treatments = new ArrayList<>();
        for (Finding finding : findings) {
            Fix fix = finding.fix();
            if (fix != null) {
                treatments.add(new Treatment(finding, apply(finding, fix)));
            }
        }
        return List.copyOf(treatments);
    }

    /**
     * Sessions of a site that may still give ids by an older rule: a keyed shift with interleaved ids must wait until there
     * are none. Sessions of banyan's own user don't count.
     *
     * @param site {@code monolith} or a service's name
     * @throws SQLException when the site's database can't be reached
     * @throws StoreUnavailableException when the control store can't be reached
     */
    public List<OlderSession> olderSessions(String site) throws SQLException {
        try (Server server = Server.connect(address(site))) {
            return new IdRule(server, site, offset(site), store).olderSessions();
        }
    }

    /**
     * Why the two sites of a phase might give the same id, one sentence each: a keyed shift with interleaved ids must wait
     * until there are none. Empty for phases that need no such rule.
     *
     * @throws SQLException when a site's database can't be reached
     * @throws StoreUnavailableException when the control store can't be reached
     */
    public List<String> idProblems(PhaseDefinition phase) throws SQLException {
        List<String> problems = new ArrayList<>();
        String home = Home.of(migration, started(store != null), phase).name();
        for (String site : interleaves(phase) ? List.of(home, phase.service()) : List.<String>of()) {
            try (Server server = Server.connect(address(site))) {
                new IdRule(server, site, offset(site), store).problem().ifPresent(problems::add);
            }
        }
        return List.copyOf(problems);
    }

    private void examineRelocation(
            PhaseDefinition relocation, Server monolith, Server service, List<Phase> started, List<Finding> list) {
        Optional<Phase> running = running(relocation, started);
        guarded(findings(MONOLITH, monolith.address(), list), () -> {
            if (running.isPresent()) {
                new RelocationChecks(running.get().definition(), monolith, service, list).alike();
            } else {
                new RelocationChecks(relocation, monolith, service, list).beforeStart();
            }
        });
    }

    private static void examineWriters(
            PhaseDefinition written, Optional<Phase> running, Server monolith, Server service, List<Finding> list) {
        PhaseDefinition phase = running.map(Phase::definition).orElse(written);
        boolean complete = running.map(Phase::state).orElse(PhaseState.PLANNED) == PhaseState.COMPLETE;
        if (phase.refusesWriters() && !complete) {
            WriterChecks checks = new WriterChecks(phase, monolith, service, list);
            guarded(
                    findings(MONOLITH, monolith.address(), list),
                    running.isPresent() ? checks::there : checks::beforeStart);
        }
    }

    private static Optional<Phase> running(PhaseDefinition phase, List<Phase> started) {
        return started.stream()
                .filter(other -> other.name().equals(phase.name()))
                .findFirst();
    }

    /** Whether a relocation has ended for good, so that the database it left is nobody's any more. */
    private static boolean over(PhaseDefinition phase, List<Phase> started) {
        return phase.relocation()
                && phase.after() == PhaseDefinition.After.KEEP
                && started.stream()
                        .anyMatch(other -> other.name().equals(phase.name()) && other.state() == PhaseState.COMPLETE);
    }

    /** What the control store has, as far as it can be read. */
    private List<Phase> started(boolean reachable) {
        if (store == null || !reachable) {
            return List.of();
        }
        try {
            return new Phases(store).list();
        } catch (StoreUnavailableException | JdbiException e) {
            return List.of();
        }
    }

    private void examineSite(
            String site,
            int offset,
            Collection<PhaseDefinition> phases,
            Map<String, Server> servers,
            List<Finding> list) {
        DatabaseAddress address = address(site);
        Findings findings = findings(site, address, list);
        Reach.connect(address, findings).ifPresent(server -> {
            servers.put(site, server);
            guarded(findings, () -> {
                new BinlogChecks(server, findings).run();
                new PrivilegeChecks(server, findings).run();
                if (phases.stream().anyMatch(Doctor::interleaves)) {
                    new IdRule(server, site, offset, servers.containsKey("control") ? store : null).check(findings);
                }
            });
        });
    }

    private static boolean interleaves(PhaseDefinition phase) {
        return phase.mode() == PhaseDefinition.Mode.KEYED && phase.ids() == PhaseDefinition.Ids.INTERLEAVE;
    }

    private void checkApart(PhaseDefinition phase, Server monolith, Server service, List<Finding> list) {
        if (interleaves(phase) && monolith.identity().equals(service.identity())) {
            findings(phase.service(), service.address(), list)
                    .of(phase.name())
                    .refuse(
                            "ids",
                            "Monolith and '" + phase.service()
                                    + "' share a server, which can give only odd or only even ids",
                            "Put the service's schema on a server of its own, or let applications make ids: 'ids: external'.");
        }
    }

    /** A phase that was started is examined as sync reads it: by what was frozen, without columns that came later. */
    private void examineTables(
            PhaseDefinition written, Optional<Phase> running, Server monolith, Server service, List<Finding> list) {
        PhaseDefinition phase = running.map(Phase::definition).orElse(written);
        Findings atMonolith = findings(MONOLITH, monolith.address(), list);
        Findings atService = findings(phase.service(), service.address(), list);
        guarded(atMonolith, () -> {
            SchemaShape from =
                    SchemaReader.read(monolith.connection(), monolith.address().schema());
            SchemaShape to =
                    SchemaReader.read(service.connection(), service.address().schema());
            PhasePlan.Resolution resolution = running.isPresent()
                    ? LaterColumns.resolveWithout(phase, from, to)
                    : PhasePlan.resolve(phase, from, to);
            List<String> later = running.isPresent() ? LaterColumns.names(phase, from, to) : List.of();
            Findings mapping = atMonolith.of(phase.name());
            resolution.problems().forEach(problem -> mapping.refuse("mapping", withoutStop(problem), ""));
            if (resolution.problems().isEmpty()) {
                mapping.ok(
                        "mapping",
                        phase.tables().size() + " tables fit"
                                + (later.isEmpty()
                                        ? ""
                                        : "; columns that came after the start are not synchronised: "
                                                + String.join(", ", later)));
            }
            if (resolution.plan() != null) {
                PairChecks.run(resolution.plan(), mapping);
            }
            new TableChecks(phase, present(phase, from, TableMapping::from), atMonolith).run();
            new TableChecks(phase, present(phase, to, TableMapping::to), atService).run();
        });
    }

    static List<TableShape> present(PhaseDefinition phase, SchemaShape schema, Function<TableMapping, String> name) {
        Map<String, TableShape> tables = new TreeMap<>();
        phase.tables()
                .forEach(mapping ->
                        schema.table(name.apply(mapping)).ifPresent(table -> tables.put(table.name(), table)));
        return List.copyOf(tables.values());
    }

    private void examineFleet(boolean reachable, List<Finding> list) {
        if (store == null || !reachable) {
            return;
        }
        Findings findings = findings("control", migration.control(), list);
        guarded(findings, () -> new FleetChecks(store, findings).run());
    }

    interface Examination {
        void run() throws SQLException;
    }

    /** A server that dies under examination is a finding too. */
    static void guarded(Findings findings, Examination examination) {
        try {
            examination.run();
        } catch (SQLException | StoreUnavailableException | JdbiException e) {
            findings.refuse(
                    "reachable",
                    "The examination was cut short: " + withoutStop(Reach.root(e)),
                    "Look at the server and its log, then run doctor again.");
        }
    }

    private @Nullable String apply(Finding finding, Fix fix) {
        try {
            try (Server server = Server.connect(address(finding.site()))) {
                for (String statement : fix.statements()) {
                    server.execute(statement);
                }
            }
            if (fix.recordsIdRule() && store != null) {
                // on a connection opened after the rule was set: lower ids may be older
                try (Server server = Server.connect(address(finding.site()))) {
                    new IdRule(server, finding.site(), offset(finding.site()), store).record();
                }
            }
            return null;
        } catch (SQLException e) {
            return Reach.root(e) + ". Let an administrator of the server run: " + String.join("; ", fix.statements());
        } catch (StoreUnavailableException | JdbiException e) {
            return "Done, but the control store could not note it: " + Reach.root(e) + ". Run doctor --fix again.";
        }
    }

    private DatabaseAddress address(String site) {
        if (site.equals(MONOLITH)) {
            return migration.monolith().database();
        }
        var service = migration.services().get(site);
        if (service == null) {
            throw new IllegalArgumentException("Unknown site '" + site + "'. Known: monolith, "
                    + String.join(", ", migration.services().keySet()) + ".");
        }
        return service.database();
    }

    /** Odd ids are the monolith's, wherever it lives. */
    private int offset(String site) {
        boolean home = migration.phases().values().stream()
                .anyMatch(phase -> phase.relocation() && phase.service().equals(site));
        return site.equals(MONOLITH) || home ? 1 : 2;
    }

    static Findings findings(String site, DatabaseAddress address, List<Finding> list) {
        return new Findings(site, Server.where(address), list);
    }

    static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static void closeQuietly(Server server) {
        try {
            server.close();
        } catch (SQLException e) {
            // what was examined stays true
        }
    }
}
