package dev.banyan.settlement.books;

import java.time.LocalDate;

/**
 * An order that was delivered.
 *
 * @param amount in won
 * @param day when it was delivered
 */
public record DeliveredOrder(long orderId, long shopId, long amount, LocalDate day) {}
