package dev.banyan.playbooks.site;

import dev.banyan.cli.stack.EntryStatus;
import dev.banyan.cli.stack.Stack;
import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.Secret;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.store.ControlStore;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The demo's stack and its phases as they are at one moment. */
public final class Places {
    private static final String RELOCATION = "cloud";

    /** By schema: the servers that one service has for itself. All others share one. */
    private static final Map<String, String> OWN_SERVERS = Map.of("payment", "payment", "orders", "order");

    private static final String SHARED_SERVER = "services";

    private final Stack stack;
    private final Migration migration;
    private final Map<String, Phase> phases;

    private Places(Stack stack, Migration migration, List<Phase> phases) {
        this.stack = stack;
        this.migration = migration;
        this.phases = phases.stream().collect(Collectors.toMap(Phase::name, Function.identity()));
    }

    /** As the control store says now. */
    public static Places now(Stack stack, Migration migration, ControlStore store) {
        return new Places(stack, migration, new Phases(store).list());
    }

    /** The phase, unless it is planned only. */
    public Optional<Phase> phase(String name) {
        return Optional.ofNullable(phases.get(name));
    }

    /** Whether all that a phase moves belongs to its service. */
    public boolean moved(String phase) {
        return phase(phase).map(Phase::split).orElse(0) == Cohorts.COUNT;
    }

    /** Whether the monolith's rows of a phase are as current as its service's: nobody has ended what keeps them so. */
    public boolean rubyFollows(String phase) {
        return phase(phase)
                .map(known -> known.state() != PhaseState.COMPLETE
                        || known.definition().after() == PhaseDefinition.After.SYNC)
                .orElse(true);
    }

    /** Whether the monolith's database server runs. */
    public boolean rubyRuns() {
        return stack.status().stream()
                .anyMatch(entry -> entry.name().equals(rubyEntry()) && entry.state() == EntryStatus.State.RUNNING);
    }

    /** The stack's entry that is the monolith's database server now. */
    public String rubyEntry() {
        return moved(RELOCATION) ? "aws" : "ruby";
    }

    /** The stack's entry that is the monolith now. */
    public String monolithEntry() {
        return moved(RELOCATION) ? "monolith-aws" : "monolith";
    }

    /** The monolith's present database, as the toolkit's user. */
    public DatabaseAddress ruby() {
        return moved(RELOCATION)
                ? migration
                        .phase(RELOCATION)
                        .map(migration::serviceOf)
                        .orElseThrow()
                        .database()
                : migration.monolith().database();
    }

    /** The schema of a service, as root. */
    public DatabaseAddress service(String schema) {
        int port = stack.port(OWN_SERVERS.getOrDefault(schema, SHARED_SERVER));
        return new DatabaseAddress("jdbc:mysql://127.0.0.1:" + port + "/" + schema, "root", new Secret(""));
    }

    /** Where an entry of the stack answers. */
    public URI uri(String entry) {
        return URI.create("http://127.0.0.1:" + stack.port(entry));
    }

    /** Each monolith that runs. */
    public List<URI> monoliths() {
        return stack.status().stream()
                .filter(entry -> entry.name().startsWith("monolith") && entry.state() == EntryStatus.State.RUNNING)
                .map(entry -> uri(entry.name()))
                .toList();
    }
}
