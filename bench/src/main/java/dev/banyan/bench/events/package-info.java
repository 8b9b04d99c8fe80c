/** What the road of an event costs: out of an outbox, and into a subscriber. */
@NullMarked
package dev.banyan.bench.events;

import org.jspecify.annotations.NullMarked;
