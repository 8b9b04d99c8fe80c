/** Fence rows: the challenge that proves a stream has drained. */
@NullMarked
package dev.banyan.control.fence;

import org.jspecify.annotations.NullMarked;
