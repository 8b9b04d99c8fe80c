/** The settlement service. */
@NullMarked
package dev.banyan.settlement;

import org.jspecify.annotations.NullMarked;
