/** The commands that know the demo: stack load, stack batch and demo. */
@NullMarked
package dev.banyan.playbooks.command;

import org.jspecify.annotations.NullMarked;
