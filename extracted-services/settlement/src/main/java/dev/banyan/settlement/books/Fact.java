package dev.banyan.settlement.books;

import java.time.LocalDate;

/**
 * One thing that happened on a shop's account.
 *
 * @param documentId the order of a sale, the payment of a refund; with {@code kind} it names the fact
 * @param amount in won, as the document says: never negative by kind
 * @param day when it happened; it may be booked later
 */
record Fact(Kind kind, long documentId, long orderId, long shopId, long amount, LocalDate day) {

    enum Kind {
        SALE,
        REFUND
    }
}
