/** How many orders a second the order service, sync, a queue and a view take, and how late the view is. */
@NullMarked
package dev.banyan.bench.orders;

import org.jspecify.annotations.NullMarked;
