/** Calls to the external payment gateway, bounded in time and guarded by a circuit breaker. */
@NullMarked
package dev.banyan.payment.gateway;

import org.jspecify.annotations.NullMarked;
