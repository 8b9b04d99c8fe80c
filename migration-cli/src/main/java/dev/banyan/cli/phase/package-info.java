/** The phase commands: list, show, start, shift, cutover, rollback, complete, cancel, resume. */
@NullMarked
package dev.banyan.cli.phase;

import org.jspecify.annotations.NullMarked;
