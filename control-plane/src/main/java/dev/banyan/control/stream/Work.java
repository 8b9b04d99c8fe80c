package dev.banyan.control.stream;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work asked of sync.
 *
 * @param progress in words, while it runs
 * @param result JSON when done; the reason, as plain text, when failed
 */
public record Work(
        long id,
        WorkKind kind,
        String phase,
        Map<String, String> arguments,
        State state,
        String progress,
        @Nullable String result) {
    /** How far the work is. */
    public enum State {
        NEW,
        RUNNING,
        DONE,
        FAILED
    }
}
