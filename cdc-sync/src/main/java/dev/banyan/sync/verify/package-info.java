/** The comparison of both databases of a phase, exact under live writes. */
@NullMarked
package dev.banyan.sync.verify;

import org.jspecify.annotations.NullMarked;
