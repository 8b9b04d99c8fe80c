/** {@code banyan events ...}: published again, given up, brought back. */
@NullMarked
package dev.banyan.cli.events;

import org.jspecify.annotations.NullMarked;
