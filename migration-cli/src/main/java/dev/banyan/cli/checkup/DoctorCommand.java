package dev.banyan.cli.checkup;

import dev.banyan.cli.doctor.Doctor;
import dev.banyan.cli.doctor.Finding;
import dev.banyan.cli.doctor.Severity;
import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.evidence.Audit;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Examines a migration; exits with 3 when a phase would be refused, and with 4 when something can't be reached. */
@Command(
        name = "doctor",
        description = "Examine servers, schemas and processes, before they cause trouble.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    private static final String REACHABLE = "reachable";

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "PHASE", description = "Only what concerns this phase.")
    private @Nullable String phase;

    @Option(names = "--fix", description = "Mend what can be mended by a statement; --dry-run prints the statements.")
    private boolean fix;

    public DoctorCommand(Session session) {
        this.session = session;
    }

    record View(int refused, int warnings, List<Line> findings) {
        static View of(List<Finding> findings) {
            return new View(
                    count(findings, Severity.REFUSE),
                    count(findings, Severity.WARN),
                    findings.stream().map(Line::of).toList());
        }
    }

    record Line(
            Severity severity,
            String site,
            String check,
            @Nullable String phase,
            String what,
            String where,
            String mend,
            boolean fixable) {
        static Line of(Finding finding) {
            return new Line(
                    finding.severity(),
                    finding.site(),
                    finding.check(),
                    finding.phase(),
                    finding.what(),
                    finding.where(),
                    finding.mend(),
                    finding.fix() != null);
        }
    }

    @Override
    public Integer call() {
        ControlStore store = store();
        Doctor doctor = new Doctor(session.migration(), store);
        PhaseDefinition definition = phase == null ? null : session.definition(phase);
        List<Finding> findings = examine(doctor, definition);
        if (fix) {
            boolean mended = session.apply(plan(doctor, store, findings));
            if (!mended) {
                return ExitCode.OK.code();
            }
            findings = examine(doctor, definition);
        }
        session.output().print(View.of(findings));
        return code(findings).code();
    }

    private static List<Finding> examine(Doctor doctor, @Nullable PhaseDefinition definition) {
        return definition == null ? doctor.examine() : doctor.examine(definition);
    }

    /** The store where it can be used; where it can't, the doctor finds out and says why. */
    private @Nullable ControlStore store() {
        try {
            return session.store();
        } catch (StoreUnavailableException e) {
            return null;
        }
    }

    private Plan plan(Doctor doctor, @Nullable ControlStore store, List<Finding> findings) {
        Plan plan = new Plan();
        for (Finding finding : findings) {
            Finding.Fix statements = finding.fix();
            if (statements != null) {
                String sql = String.join("; ", statements.statements());
                plan.step("on " + finding.site() + " (" + finding.where() + "): " + sql, () -> {
                    mend(doctor, finding);
                    if (store != null) {
                        new Audit(store).record(session.actor(), "doctor --fix", finding.site(), sql);
                    }
                });
            }
        }
        return plan;
    }

    private static void mend(Doctor doctor, Finding finding) {
        for (Doctor.Treatment treatment : doctor.fix(List.of(finding))) {
            if (treatment.failure() != null) {
                throw CommandFailure.refused(treatment.failure());
            }
        }
    }

    private static ExitCode code(List<Finding> findings) {
        boolean unreachable = findings.stream()
                .anyMatch(finding ->
                        finding.severity() == Severity.REFUSE && finding.check().equals(REACHABLE));
        if (unreachable) {
            return ExitCode.UNREACHABLE;
        }
        return count(findings, Severity.REFUSE) == 0 ? ExitCode.OK : ExitCode.REFUSED;
    }

    private static int count(List<Finding> findings, Severity severity) {
        return (int) findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
