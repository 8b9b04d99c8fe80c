/** The command line of Banyan: the root command and its start. */
@NullMarked
package dev.banyan.cli;

import org.jspecify.annotations.NullMarked;
