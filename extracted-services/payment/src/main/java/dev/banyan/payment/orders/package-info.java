/** What orders ask of payments by events. */
@NullMarked
package dev.banyan.payment.orders;

import org.jspecify.annotations.NullMarked;
