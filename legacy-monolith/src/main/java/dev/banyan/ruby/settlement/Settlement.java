package dev.banyan.ruby.settlement;

import java.time.LocalDate;

/**
 * What a shop is paid for a day. Amounts are whole won.
 *
 * @param orders delivered ones that were placed on the day
 * @param refunds paid back on the day, for delivered orders of any day
 * @param payout sales less refunds less fee
 */
record Settlement(LocalDate day, int orders, long sales, long refunds, long fee, long payout) {

    /** All shops of a day. */
    record Closed(LocalDate day, int shops, long orders, long payout) {}
}
