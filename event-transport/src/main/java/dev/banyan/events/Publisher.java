package dev.banyan.events;

import java.util.List;

/** Hands events to the transport. Not safe for many threads: two lists published at once have no order. */
public interface Publisher extends AutoCloseable {

    /**
     * Returns when the transport has accepted all. Events of one aggregate are accepted in the order given; one that was not
     * accepted keeps later ones of its aggregate from being sent. After a failure the whole list may be given again:
     * what was accepted within the last five minutes is not delivered twice, and what was before that is told apart by its
     * {@code eventId}.
     *
     * @throws TransportDownException when it could not be done now
     * @throws EventRefusedException when one of them can never be accepted
     */
    void publish(List<Event> inCommitOrder);

    @Override
    void close();
}
