/** How commands end: exit codes, and failures that become one message. */
@NullMarked
package dev.banyan.cli.failure;

import org.jspecify.annotations.NullMarked;
