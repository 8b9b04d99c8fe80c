package dev.banyan.settlement.closing;

/** What a shop pays for a day: 6.8 % of sales less refunds, rounded down to the won, and never below 0. */
final class Fee {

    private static final long PER_MILLE = 68;

    private Fee() {}

    static long of(long sales, long refunds) {
        return Math.max(Math.subtractExact(sales, refunds), 0) * PER_MILLE / 1000;
    }
}
