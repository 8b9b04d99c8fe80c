package dev.banyan.kit.testing;

/**
 * One thing that a customer asks for, however often.
 *
 * @param customer from 0
 * @param number from 1, one after the other
 */
public record Asked(int customer, int number) {

    /** What a customer would call it: an idempotency key, or a name. */
    public String key() {
        return "c" + customer + "-" + number;
    }
}
