package dev.banyan.playbooks.load;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What requests suffered that began while something was broken on purpose. They are not among the load's failed ones.
 *
 * @param slow ended well, but after more than a second
 * @param kinds the same by kind of request, such as {@code shop-views}
 */
public record WindowFigures(String name, long requests, long failed, long slow, Map<String, Kind> kinds) {

    /** Requests of one kind. */
    public record Kind(long requests, long failed, long slow) {

        /** How many of a hundred failed or waited. */
        public long percentHit() {
            return requests == 0 ? 0 : Math.round(100.0 * (failed + slow) / requests);
        }
    }

    public WindowFigures {
        kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    }

    public Kind kind(String group) {
        return kinds.getOrDefault(group, new Kind(0, 0, 0));
    }
}
