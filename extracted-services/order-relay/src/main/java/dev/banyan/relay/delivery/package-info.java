/** Brings orders to devices, one channel after the other, and acceptances to the monolith. */
@NullMarked
package dev.banyan.relay.delivery;

import org.jspecify.annotations.NullMarked;
