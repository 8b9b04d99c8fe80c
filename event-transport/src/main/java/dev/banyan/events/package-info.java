/** Events on their way: what one is, how it is published in order, and the queues it waits in. Knows no framework. */
@NullMarked
package dev.banyan.events;

import org.jspecify.annotations.NullMarked;
