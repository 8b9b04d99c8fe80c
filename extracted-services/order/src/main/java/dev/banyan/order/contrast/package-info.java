/** The contrast to events: others are called about deliveries, and what a call does not bring across is lost. */
@NullMarked
package dev.banyan.order.contrast;

import org.jspecify.annotations.NullMarked;
