package dev.banyan.sync.feed;

import dev.banyan.sync.apply.StreamHaltedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one batch after the other to the service, each for as long as it takes. For one thread; the read-out for all. */
final class FeedPost {
    private static final Logger LOG = LoggerFactory.getLogger(FeedPost.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final String stream;
    private final FeedClient client;
    private volatile String trouble = "";

    FeedPost(String stream, FeedClient client) {
        this.stream = stream;
        this.client = client;
    }

    /** Why it is trying again; empty when all is well. */
    String trouble() {
        return trouble;
    }

    /**
     * Sends a batch until the service has stored it. Sent again, it is the same: the service knows by its end whether it
     * has it.
     *
     * @param to the position that the service must then answer
     * @throws StreamHaltedException when the service does not understand it
     * @throws IllegalStateException when the feed must be taken over again
     */
    void send(byte[] batch, @Nullable String to) throws InterruptedException {
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
            String service = client.name();
            FeedAnswer answer = client.post(batch);
            if (answer instanceof FeedAnswer.Stored stored) {
                if (to != null && !to.equals(stored.position())) {
                    throw new IllegalStateException("Service " + service + " says that it is at " + stored.position()
                            + " after a batch that ends at " + to + ".");
                }
                trouble = "";
                return;
            }
            String why = why(service, answer);
            if (trouble.isEmpty()) {
                LOG.info("{}: {}", stream, why);
            }
            trouble = why + " Trying again.";
            Thread.sleep(pause);
        }
    }

    /** Why to try again; throws where that is in vain. */
    private static String why(String service, FeedAnswer answer) {
        if (answer instanceof FeedAnswer.NotUnderstood refusal) {
            throw new StreamHaltedException("Service " + service + " does not understand a batch: " + refusal.why()
                    + " The stream stands in front of it. Mend the service, then pause and resume the stream.");
        }
        if (answer instanceof FeedAnswer.Elsewhere other) {
            throw new IllegalStateException("Service " + service + " listens to epoch " + other.epoch()
                    + " and stands at " + other.position() + " (first copy " + other.snapshot()
                    + "): another process took the feed, or the service was put back. Taking it over.");
        }
        if (answer instanceof FeedAnswer.TurnedAway away) {
            throw new IllegalStateException("Service " + service + " turns the feed away: " + away.why());
        }
        return "Service " + service + ": " + (answer instanceof FeedAnswer.Unavailable gone ? gone.why() : answer);
    }
}
