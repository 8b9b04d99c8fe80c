/** Whole migrations on real servers: every process of the demo's stack, real load, real kills. */
@NullMarked
package dev.banyan.e2e;

import org.jspecify.annotations.NullMarked;
