/** The relay of new orders to the shops' devices, and the seam through which orders reach it. */
@NullMarked
package dev.banyan.ruby.relay;

import org.jspecify.annotations.NullMarked;
