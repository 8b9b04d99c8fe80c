package dev.banyan.order.book;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time at which somebody must look at an order.
 *
 * @param dueAt the deadline itself, however often it was looked at since
 * @param tries how often it was claimed
 * @param version of the row; a claim that was outlived finishes nothing
 */
public record Deadline(long orderId, Kind kind, @Nullable Long memberId, Instant dueAt, int tries, long version) {

    /** What is due. */
    public enum Kind {
        /** Without a payment the order is cancelled. */
        PAYMENT,
        /** Not accepted, it is cancelled and refunded. */
        ACCEPTANCE,
        /** Payment or relay have said something. */
        NEWS,
        /** The money goes back. */
        REFUND
    }
}
