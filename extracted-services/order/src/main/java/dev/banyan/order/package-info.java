/** The order service: from what a customer wants to eat to its delivery, or its cancellation. */
@NullMarked
package dev.banyan.order;

import org.jspecify.annotations.NullMarked;
