/** What bringing views back costs, and what customers notice of it. */
@NullMarked
package dev.banyan.bench.recovery;

import org.jspecify.annotations.NullMarked;
