/** Payments, and the seam through which the rest of the system reaches them. */
@NullMarked
package dev.banyan.ruby.payment;

import org.jspecify.annotations.NullMarked;
