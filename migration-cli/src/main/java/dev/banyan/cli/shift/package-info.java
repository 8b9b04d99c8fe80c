/** The coordinator of shifts: moves the boundary between monolith and service, or leaves it where it was. */
@NullMarked
package dev.banyan.cli.shift;

import org.jspecify.annotations.NullMarked;
