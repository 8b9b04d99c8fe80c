/** The traffic commands: what is routed where, by which proxy, and why. */
@NullMarked
package dev.banyan.cli.traffic;

import org.jspecify.annotations.NullMarked;
