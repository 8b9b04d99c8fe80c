/** The monolith's orders and payments, as the feed brings them. */
@NullMarked
package dev.banyan.settlement.feed;

import org.jspecify.annotations.NullMarked;
