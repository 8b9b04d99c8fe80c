/** What moving the whole monolith to another database server needs besides a phase: where it is, and its schema. */
@NullMarked
package dev.banyan.control.relocation;

import org.jspecify.annotations.NullMarked;
