package dev.banyan.control.writers;

import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Aborts a shift of a phase that refuses writers, one that its coordinator left behind its deadline, so that no writer notices: the old owner's database lets
 * writers in by a transaction that is committed right after the abort. Until then whoever the abort has released waits for the
 * switch's row instead of being refused. Should this process die between the two, the switch is settled as after any shift.
 */
public final class OverdueShift {
    private OverdueShift() {}

    /**
     * @param oldOwner a connection of its own to the database that owns what the shift would move; may wait a second for the switch
     * @return whether the shift is aborted now
     */
    public static boolean abort(
            Connection oldOwner, WriterSwitch writers, ShiftJournal journal, Shift shift, String actor)
            throws SQLException {
        try (Statement statement = oldOwner.createStatement()) {
            statement.execute("SET SESSION innodb_lock_wait_timeout = 1");
        }
        oldOwner.setAutoCommit(false);
        try {
            writers.settle(oldOwner, false, shift.id());
            boolean aborted = journal.abortOverdueLettingIn(shift, actor);
            if (aborted) {
                oldOwner.commit();
            }
            return aborted;
        } finally {
            oldOwner.rollback();
            oldOwner.setAutoCommit(true);
        }
    }
}
