/** Looks at orders when something is due, here or wherever their owner is. */
@NullMarked
package dev.banyan.order.timer;

import org.jspecify.annotations.NullMarked;
