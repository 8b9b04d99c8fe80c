package dev.banyan.settlement.books;

import java.time.LocalDate;

/**
 * An order that was delivered.
 *
 * @param amount in won
 * @param day when it was placed: the day that it is settled with
 */
public record DeliveredOrder(long orderId, long shopId, long amount, LocalDate day) {}
