/** Turns a failed start into one message that says how to mend it. */
@NullMarked
package dev.banyan.payment.startup;

import org.jspecify.annotations.NullMarked;
