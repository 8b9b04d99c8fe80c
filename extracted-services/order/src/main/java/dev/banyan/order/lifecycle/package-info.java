/** Which moves an order can make; pure, and the only place that knows. */
@NullMarked
package dev.banyan.order.lifecycle;

import org.jspecify.annotations.NullMarked;
