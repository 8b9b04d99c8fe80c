/** What moving the whole monolith to another database server needs besides a phase: where it is, its schema, and a switch for its writers. */
@NullMarked
package dev.banyan.control.relocation;

import org.jspecify.annotations.NullMarked;
