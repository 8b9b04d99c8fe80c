/** From what a member wants to a paid order, and the wait for its payment. */
@NullMarked
package dev.banyan.order.checkout;

import org.jspecify.annotations.NullMarked;
