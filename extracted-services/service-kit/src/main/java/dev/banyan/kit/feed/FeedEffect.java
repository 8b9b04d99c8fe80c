package dev.banyan.kit.feed;

import java.util.List;

/**
 * What a service does with the changes of one phase. Both methods run inside the transaction that stores the position, one
 * caller at a time: what they write in this database is written exactly once with the batch, or not at all. What they write
 * elsewhere must bear to be written again.
 */
public interface FeedEffect {

    /** The phase that is received, the last part of {@code /feed/PHASE}. */
    String phase();

    /** Deletes everything that came from this phase: a first copy begins, perhaps again. */
    void forget();

    /**
     * Takes changes in, in source order. A row of the first copy (SNAPSHOT) may come more than once: write it by its key.
     *
     * @throws BadBatch when a change can't be understood; the stream halts with the message until somebody mends it
     */
    void apply(List<FeedChange> changes);
}
