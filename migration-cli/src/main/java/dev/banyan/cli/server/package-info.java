/** The commands that run proxy and sync in the foreground. */
@NullMarked
package dev.banyan.cli.server;

import org.jspecify.annotations.NullMarked;
