package dev.banyan.ruby.seed;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How much to seed.
 *
 * @param members members; at least 1 where there are orders
 * @param shops shops, each with its owner and its menus; at least 1 where there are orders
 * @param orders orders, each with its items and at least one payment
 * @param seed the same number gives the same rows
 */
@ConfigurationProperties("ruby.seed")
record SeedProperties(
        @DefaultValue("10000") int members,
        @DefaultValue("500") int shops,
        @DefaultValue("50000") int orders,
        @DefaultValue("42") long seed) {

    SeedProperties {
        requireAtLeast(orders > 0 ? 1 : 0, "ruby.seed.members", members);
        requireAtLeast(orders > 0 ? 1 : 0, "ruby.seed.shops", shops);
        requireAtLeast(0, "ruby.seed.orders", orders);
    }

    private static void requireAtLeast(int least, String name, int value) {
        if (value < least) {
            throw new InvalidConfigurationPropertyValueException(name, value, "It must be at least " + least + ".");
        }
    }
}
