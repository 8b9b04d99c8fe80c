package dev.banyan.playbooks.demo;

import dev.banyan.playbooks.load.LoadPlan;

/**
 * How to play.
 *
 * @param mix what customers do
 * @param seed of the monolith's data and of the load
 * @param rate requests per second
 * @param members how many the monolith has, at least 10
 * @param shops likewise
 * @param orders likewise, each with a payment at least
 * @param keep whether the stack runs on afterwards
 * @param interactive whether each step waits for Enter
 * @param contrast the mode whose settings the stack takes in place of its usual ones; {@link #NO_CONTRAST} for none
 */
public record DemoOptions(
        LoadPlan.Mix mix,
        long seed,
        int rate,
        int members,
        int shops,
        int orders,
        boolean keep,
        boolean interactive,
        String contrast) {

    public static final String NO_CONTRAST = "none";

    public DemoOptions {
        atLeast("--rate", rate, 1);
        atLeast("--members", members, 10);
        atLeast("--shops", shops, 1);
        atLeast("--orders", orders, 10);
    }

    /** The same in a contrast. */
    public DemoOptions in(String mode) {
        return new DemoOptions(mix, seed, rate, members, shops, orders, keep, interactive, mode);
    }

    boolean city() {
        return mix == LoadPlan.Mix.CITY;
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; at least " + least + ".");
        }
    }
}
