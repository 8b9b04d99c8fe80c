/** The sync commands: streams, quarantine and conflicts. */
@NullMarked
package dev.banyan.cli.sync;

import org.jspecify.annotations.NullMarked;
