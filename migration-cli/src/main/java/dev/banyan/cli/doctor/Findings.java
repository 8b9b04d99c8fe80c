package dev.banyan.cli.doctor;

import dev.banyan.cli.doctor.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects findings about one site. */
final class Findings {
    private final String site;
    private final String where;
    private final List<Finding> list;
    private @Nullable String phase;

    Findings(String site, String where, List<Finding> list) {
        this.site = site;
        this.where = where;
        this.list = list;
    }

    /** A collector into the same list, for findings of one phase. */
    Findings of(String onlyPhase) {
        Findings findings = new Findings(site, where, list);
        findings.phase = onlyPhase;
        return findings;
    }

    String site() {
        return site;
    }

    String where() {
        return where;
    }

    int size() {
        return list.size();
    }

    void ok(String check, String what) {
        list.add(new Finding(check, site, phase, Severity.OK, what, where, "", null));
    }

    void warn(String check, String what, String mend) {
        list.add(new Finding(check, site, phase, Severity.WARN, what, where, mend, null));
    }

    void refuse(String check, String what, String mend) {
        list.add(new Finding(check, site, phase, Severity.REFUSE, what, where, mend, null));
    }

    void refuse(String check, String what, String mend, Fix fix) {
        list.add(new Finding(check, site, phase, Severity.REFUSE, what, where, mend, fix));
    }

    void warn(String check, String what, String mend, Fix fix) {
        list.add(new Finding(check, site, phase, Severity.WARN, what, where, mend, fix));
    }

    /** Runs a group of checks and notes that all is well when it found nothing. */
    void group(String check, String well, Runnable checks) {
        List<Finding> before = new ArrayList<>(list);
        checks.run();
        if (list.size() == before.size()) {
            ok(check, well);
        }
    }
}
