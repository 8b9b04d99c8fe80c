/** Who may write a database past the proxies: a switch for each phase, the triggers that obey it, and how it must stand. */
@NullMarked
package dev.banyan.control.writers;

import org.jspecify.annotations.NullMarked;
