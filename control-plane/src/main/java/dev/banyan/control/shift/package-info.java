/** The journal of shifts: every step of moving a boundary, each a compare-and-set. */
@NullMarked
package dev.banyan.control.shift;

import org.jspecify.annotations.NullMarked;
