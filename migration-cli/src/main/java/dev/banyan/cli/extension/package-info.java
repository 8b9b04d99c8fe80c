/** How other modules add commands to banyan. */
@NullMarked
package dev.banyan.cli.extension;

import org.jspecify.annotations.NullMarked;
