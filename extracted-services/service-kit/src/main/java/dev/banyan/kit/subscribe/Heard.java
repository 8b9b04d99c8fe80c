package dev.banyan.kit.subscribe;

import java.time.Instant;
import java.util.Optional;

/** Up to when the service has dealt with what its queue had for it; a bean of services that subscribe. */
public interface Heard {

    /**
     * What was told until then is dealt with: when the queue last had no more to give, or, if that is earlier, when the oldest event
     * in hand was sent. So it lags by a poll of an idle queue, and stands still while the queue does not answer, has more than the
     * service takes, or an event can't be dealt with yet. Empty until the queue has been read to its end for the first time. What has
     * not been published yet, and dead letters, are not counted.
     */
    Optional<Instant> upTo();
}
