package dev.banyan.payment.ledger;

import java.math.BigDecimal;

/** Amounts as JSON numbers show them: without the column's trailing zeros (15000.00 is 15000). */
public final class WholeUnits {

    private WholeUnits() {}

    /** The same value with no more decimals than it needs, never in exponent form. */
    public static BigDecimal of(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
