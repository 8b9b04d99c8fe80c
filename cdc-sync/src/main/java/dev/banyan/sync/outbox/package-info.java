/** Outbox streams: the rows that a service commits to its outbox are published as events. */
@NullMarked
package dev.banyan.sync.outbox;

import org.jspecify.annotations.NullMarked;
