/** Rows that were not as the stream expected, and writes by the side that is not the owner. */
@NullMarked
package dev.banyan.sync.conflict;

import org.jspecify.annotations.NullMarked;
