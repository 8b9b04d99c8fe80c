/** How sync reaches the databases of a phase, and what their errors mean. */
@NullMarked
package dev.banyan.sync.database;

import org.jspecify.annotations.NullMarked;
