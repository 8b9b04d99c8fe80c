/** The control store: its connection, its schema and its bounded waits. */
@NullMarked
package dev.banyan.control.store;

import org.jspecify.annotations.NullMarked;
