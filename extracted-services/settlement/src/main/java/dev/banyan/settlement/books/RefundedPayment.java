package dev.banyan.settlement.books;

import java.time.LocalDate;

/**
 * A payment that was approved once and then refunded; a refund to the shop's account only if its order was delivered.
 *
 * @param amount in won
 * @param day when it was refunded
 */
public record RefundedPayment(long paymentId, long orderId, long amount, LocalDate day) {}
