/** How one row of the source becomes one row of the target. */
@NullMarked
package dev.banyan.sync.mapping;

import org.jspecify.annotations.NullMarked;
