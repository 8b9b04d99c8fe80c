/**
 * Receives a one-way stream of another database's changes: POST /feed/PHASE/take-over and POST /feed/PHASE. A service joins
 * by having a {@link FeedEffect} bean.
 */
@NullMarked
package dev.banyan.kit.feed;

import org.jspecify.annotations.NullMarked;
