/** The life cycle of a phase, kept in the control store. */
@NullMarked
package dev.banyan.control.phase;

import org.jspecify.annotations.NullMarked;
