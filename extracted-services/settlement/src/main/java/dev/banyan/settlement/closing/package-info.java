/** Closing a day: one settlement per shop, each in a transaction of its own, going on after a crash where it stood. */
@NullMarked
package dev.banyan.settlement.closing;

import org.jspecify.annotations.NullMarked;
