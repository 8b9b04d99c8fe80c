package dev.banyan.settlement.books;

import java.time.LocalDate;
import java.util.Set;

/** Which days can still be booked on. */
record OpenDays(Set<LocalDate> closed) {

    OpenDays {
        closed = Set.copyOf(closed);
    }

    /** That day, or the first one after it that is open. */
    LocalDate from(LocalDate day) {
        LocalDate open = day;
        while (closed.contains(open)) {
            open = open.plusDays(1);
        }
        return open;
    }
}
