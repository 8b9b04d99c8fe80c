/** The payment service: takes payments and refunds them through an external gateway. */
@NullMarked
package dev.banyan.payment;

import org.jspecify.annotations.NullMarked;
