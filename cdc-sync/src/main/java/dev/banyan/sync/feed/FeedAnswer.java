package dev.banyan.sync.feed;

import dev.banyan.sync.position.Position.Snapshot;
import org.jspecify.annotations.Nullable;

/** What a service says to a batch. */
sealed interface FeedAnswer {
    /** Stored, with its effect. */
    record Stored(@Nullable String position) implements FeedAnswer {}

    /** The service stands elsewhere, or listens to another epoch; nothing was done. */
    record Elsewhere(long epoch, @Nullable String position, Snapshot snapshot) implements FeedAnswer {}

    /** The service can't make sense of the batch, and never will. */
    record NotUnderstood(String why) implements FeedAnswer {}

    /** Turned away, by a set-up that somebody may mend at any time. */
    record TurnedAway(String why) implements FeedAnswer {}

    /** No answer, or none that says whether it was stored: the same batch may be sent again. */
    record Unavailable(String why) implements FeedAnswer {}
}
