package dev.banyan.cli.shift;

import dev.banyan.control.evidence.Evidence;
import dev.banyan.control.fleet.KeylessWrite;
import dev.banyan.control.fleet.ProxyRecord;
import dev.banyan.control.fleet.TrafficTotal;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.stream.StreamRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything the gates look at, read at one time.
 *
 * @param now by the store's clock
 * @param newestRevision its number
 * @param idProblems why the id rule does not hold; empty when it does
 */
record ShiftFacts(
        Phase phase,
        Instant now,
        long newestRevision,
        List<ProxyRecord> proxies,
        Optional<StreamRecord> forward,
        Optional<StreamRecord> reverse,
        Optional<Evidence.Item> verify,
        List<TrafficTotal> traffic,
        List<KeylessWrite> keylessWrites,
        List<String> idProblems) {
    ShiftFacts {
        proxies = List.copyOf(proxies);
        traffic = List.copyOf(traffic);
        keylessWrites = List.copyOf(keylessWrites);
        idProblems = List.copyOf(idProblems);
    }
}
