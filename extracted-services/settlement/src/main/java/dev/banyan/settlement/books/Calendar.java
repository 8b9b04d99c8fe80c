package dev.banyan.settlement.books;

import java.time.LocalDate;
import java.util.HashSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps booking and closing apart: of a day that begins to close, all that is booked is committed, and no more comes. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Calendar {

    private final JdbcClient jdbc;

    Calendar(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until this transaction ends nobody else books, nor begins to close a day. */
    public void holdGate() {
        jdbc.sql("SELECT id FROM booking_gate WHERE id = 1 FOR UPDATE")
                .query(Integer.class)
                .single();
    }

    /** Which days are open; asked by whoever holds the gate. */
    OpenDays openDays() {
        // A locking read: the transaction's snapshot may be older than the gate.
        return new OpenDays(new HashSet<>(jdbc.sql("SELECT day FROM settlement_day LOCK IN SHARE MODE")
                .query(LocalDate.class)
                .list()));
    }
}
