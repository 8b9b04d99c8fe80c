package dev.banyan.playbooks.demo;

import dev.banyan.cli.failure.ExitCode;
import java.util.List;

/**
 * How a demo ended.
 *
 * @param reports of each playbook that was played to its end, in order
 */
record Played(ExitCode exit, List<DemoReport> reports) {
    Played {
        reports = List.copyOf(reports);
    }
}
