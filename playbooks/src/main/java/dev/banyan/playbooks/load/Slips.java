package dev.banyan.playbooks.load;

import java.util.Set;

/** Makes requests of one run, numbered in the order in which they are made, each write with a key of its own. One thread only. */
final class Slips {
    private final String run;
    private long number;

    /** @param run tells this run's keys from those of other runs */
    Slips(String run) {
        this.run = run;
    }

    Wanted read(Kind kind, String path, long member) {
        return read(kind, path, member, Set.of());
    }

    /** @param refusals statuses that are as good as a 2xx */
    Wanted read(Kind kind, String path, long member, Set<Integer> refusals) {
        return new Wanted(++number, kind, path, member, null, null, 0, false, refusals);
    }

    Wanted write(Kind kind, String path, long member, String body) {
        return write(kind, path, member, body, 0, false, Set.of());
    }

    Wanted write(
            Kind kind, String path, long member, String body, long amount, boolean declines, Set<Integer> refusals) {
        number++;
        return new Wanted(number, kind, path, member, run + "-" + number, body, amount, declines, refusals);
    }
}
