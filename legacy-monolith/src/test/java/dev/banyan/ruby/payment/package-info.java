/** Tests of {@code payment}. */
@NullMarked
package dev.banyan.ruby.payment;

import org.jspecify.annotations.NullMarked;
