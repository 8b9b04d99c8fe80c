/** The verify command, and waiting for work asked of sync. */
@NullMarked
package dev.banyan.cli.verify;

import org.jspecify.annotations.NullMarked;
