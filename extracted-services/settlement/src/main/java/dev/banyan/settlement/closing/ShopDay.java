package dev.banyan.settlement.closing;

import java.time.LocalDate;

/**
 * A shop's settlement of one day, in won.
 *
 * @param orders how many sales were booked
 * @param payout sales less refunds less fee; below 0 where more was paid back than sold
 */
public record ShopDay(LocalDate day, int orders, long sales, long refunds, long fee, long payout) {}
