/** What all benchmarks share. */
@NullMarked
package dev.banyan.bench;

import org.jspecify.annotations.NullMarked;
