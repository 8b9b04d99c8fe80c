package dev.banyan.control.config;

import java.math.BigDecimal;

/** Shares of traffic as people write them ({@code 25%}) and as cohorts (0..10000, a hundredth of a percent each). */
public final class Percent {
    private Percent() {}

    /**
     * Cohorts of a text such as {@code 25%}, {@code 0.5 %} or {@code 100}.
     *
     * @throws IllegalArgumentException when it is no number, below 0, over 100, or finer than 0.01 %
     */
    public static int cohorts(String text) {
        BigDecimal percent;
        try {
            percent = new BigDecimal(text.replace("%", "").strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a percentage such as 25%.", e);
        }
        if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("must lie between 0% and 100%.");
        }
        try {
            return percent.movePointRight(2).intValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("can't be finer than 0.01%.", e);
        }
    }

    /** {@code 2500} as {@code 25%}. */
    public static String text(int cohorts) {
        return BigDecimal.valueOf(cohorts, 2).stripTrailingZeros().toPlainString() + "%";
    }

    /** A share 0..1 from a text such as {@code 1%}. */
    static double share(String text) {
        return cohorts(text) / 10_000.0;
    }
}
