/** The stack commands: a whole migration on this machine. */
@NullMarked
package dev.banyan.cli.local;

import org.jspecify.annotations.NullMarked;
