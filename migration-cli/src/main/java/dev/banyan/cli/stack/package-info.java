/** A stack on this machine: databases, processes and files described by a {@code stack.yaml}, started, stopped and broken at will. */
@NullMarked
package dev.banyan.cli.stack;

import org.jspecify.annotations.NullMarked;
