package dev.banyan.playbooks.command;

import java.util.Collection;
import java.util.List;

/** How long something took, of many times; all 0 where there was none. */
record Waits(long medianMillis, long p99Millis, long longestMillis) {

    static Waits of(Collection<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        int count = sorted.size();
        return count == 0
                ? new Waits(0, 0, 0)
                : new Waits(sorted.get(count / 2), sorted.get((int) (count * 0.99)), sorted.get(count - 1));
    }
}
