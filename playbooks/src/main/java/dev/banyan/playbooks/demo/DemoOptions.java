package dev.banyan.playbooks.demo;

/**
 * What to play.
 *
 * @param playbook a folder of playbooks/
 * @param seed of the monolith's data and of the load
 * @param rate requests per second
 * @param members how many the monolith has, at least 10
 * @param shops likewise
 * @param orders likewise, each with a payment at least
 * @param keep whether the stack runs on afterwards
 */
public record DemoOptions(String playbook, long seed, int rate, int members, int shops, int orders, boolean keep) {

    public DemoOptions {
        atLeast("--rate", rate, 1);
        atLeast("--members", members, 10);
        atLeast("--shops", shops, 1);
        atLeast("--orders", orders, 10);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; at least " + least + ".");
        }
    }
}
