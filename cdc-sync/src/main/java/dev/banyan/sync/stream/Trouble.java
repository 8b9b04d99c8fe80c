package dev.banyan.sync.stream;

import dev.banyan.control.store.StoreUnavailableException;
import dev.banyan.sync.apply.StreamHaltedException;
import dev.banyan.sync.database.Fault;
import dev.banyan.sync.position.PositionLostException;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a stream stopped.
 *
 * @param passing whether it may go away by itself, so that the stream is started again
 */
record Trouble(String message, boolean passing) {

    static Trouble of(StreamId id, String source, Throwable failure) {
        if (failure instanceof StreamHaltedException || failure instanceof PositionLostException) {
            return new Trouble(String.valueOf(failure.getMessage()), false);
        }
        if (failure instanceof StoreUnavailableException) {
            return new Trouble(String.valueOf(failure.getMessage()), true);
        }
        String said = said(failure);
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("no longer available on the server")
                || lower.contains("1236")
                || lower.contains("purged")
                || lower.contains("could not find gtid")
                || lower.contains("could not find first log file")) {
            return new Trouble(
                    "Source " + source + " no longer has the binary log at the position of " + id.text()
                            + ". Nothing is copied again by itself. Put the missing logs back and pause and resume the"
                            + " stream, or copy anew: banyan phase cancel " + id.phase()
                            + ", empty the service's tables (of a feed they empty themselves), banyan phase start "
                            + id.phase() + ". (" + said + ")",
                    false);
        }
        SQLException sql = sql(failure);
        boolean passing = sql == null || Fault.of(sql) == Fault.TRANSIENT;
        boolean schema = lower.contains("db history topic") || lower.contains("schema isn't known");
        return new Trouble(
                said + (passing && !schema ? " Trying again." : " Mend it, then pause and resume the stream."),
                passing && !schema);
    }

    private static @Nullable SQLException sql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** The outermost message and the root's, which seldom say the same. */
    private static String said(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String first = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String last = root.getMessage() == null ? "" : root.getMessage();
        String both = first.contains(last) || last.isEmpty() ? first : first + ": " + last;
        String line = both.replaceAll("\\s+", " ").strip();
        return line.endsWith(".") ? line : line + ".";
    }
}
