/** Charges and refunds: exactly one gateway charge per member and key, whatever is retried. */
@NullMarked
package dev.banyan.payment.charging;

import org.jspecify.annotations.NullMarked;
