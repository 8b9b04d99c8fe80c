/** The state of the change streams, and the work asked of sync through the control store. */
@NullMarked
package dev.banyan.control.stream;

import org.jspecify.annotations.NullMarked;
