package dev.banyan.kit.subscribe;

import dev.banyan.events.ReceivedMessage;
import dev.banyan.events.TransportDownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages that are done with off the queue: those that came together in one call, up to ten. Until it is called, the queue
 * holds back the next message of the same group; that is a moment at most. What is not taken off, because the process dies or
 * the queue is down, comes again, and is in the inbox. Safe for many threads.
 */
final class Deletions {

    private static final Logger log = LoggerFactory.getLogger(Deletions.class);

    private static final int TOGETHER = 10;
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final Consumer<List<ReceivedMessage>> queue;
    private final ScheduledExecutorService timer;
    private List<ReceivedMessage> gathered = new ArrayList<>();

    /**
     * @param queue takes them off; throws {@link TransportDownException} where it can't
     * @param timer has taken off, after a moment, what did not become ten
     */
    Deletions(Consumer<List<ReceivedMessage>> queue, ScheduledExecutorService timer) {
        this.queue = queue;
        this.timer = timer;
    }

    /** @param last none is in hand that might be taken off together with it */
    void add(ReceivedMessage done, boolean last) {
        int together = gather(done);
        if (last || together >= TOGETHER) {
            flush();
        } else if (together == 1) {
            flushInAMoment();
        }
    }

    private void flushInAMoment() {
        try {
            var unused = timer.schedule(this::flush, MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            // They come again.
        }
    }

    /** Takes off what has been gathered, now. */
    void flush() {
        List<ReceivedMessage> done = drain();
        if (done.isEmpty()) {
            return;
        }
        try {
            queue.accept(done);
        } catch (TransportDownException down) {
            log.debug("{} messages will come again, and are in the inbox", done.size(), down);
        }
    }

    private synchronized int gather(ReceivedMessage done) {
        gathered.add(done);
        return gathered.size();
    }

    private synchronized List<ReceivedMessage> drain() {
        List<ReceivedMessage> all = gathered;
        gathered = new ArrayList<>();
        return all;
    }
}
