package dev.banyan.playbooks.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What could be read at one moment.
 *
 * @param statements by monolith and capability, since the monolith started; monoliths that could not be read are left out
 * @param statementsRead whether every monolith that ran could be read, also when none ran
 * @param lags in milliseconds, by stream; streams that say nothing are left out
 * @param gaps what could not be read, in words without figures
 */
record Sample(
        Instant at,
        Map<String, Map<String, Double>> statements,
        boolean statementsRead,
        Map<String, Long> lags,
        List<String> gaps) {
    Sample {
        statements = Map.copyOf(statements);
        lags = Map.copyOf(lags);
        gaps = List.copyOf(gaps);
    }
}
