package dev.banyan.settlement.closing;

import java.time.LocalDate;

/**
 * A day that was closed.
 *
 * @param shops how many have a settlement
 * @param payout to all of them, in won
 */
public record ClosedDay(LocalDate day, int shops, long orders, long payout) {}
