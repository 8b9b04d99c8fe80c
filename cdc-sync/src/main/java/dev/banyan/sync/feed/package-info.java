/** Feeds: what changes in the source is told to a service that keeps its own view, over HTTP. */
@NullMarked
package dev.banyan.sync.feed;

import org.jspecify.annotations.NullMarked;
