/** Money back for orders that were cancelled after their payment. */
@NullMarked
package dev.banyan.order.refund;

import org.jspecify.annotations.NullMarked;
