/** Orders that were handed over, and the one acceptance of each. */
@NullMarked
package dev.banyan.relay.order;

import org.jspecify.annotations.NullMarked;
