/** What orders and payments say happened, as events tell it. */
@NullMarked
package dev.banyan.settlement.events;

import org.jspecify.annotations.NullMarked;
