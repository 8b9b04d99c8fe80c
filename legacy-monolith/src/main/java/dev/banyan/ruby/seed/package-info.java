/** The rows that a new database starts with: the same for the same seed. */
@NullMarked
package dev.banyan.ruby.seed;

import org.jspecify.annotations.NullMarked;
