package dev.banyan.kit.subscribe;

/**
 * How an event came.
 *
 * @param redelivered it was received before, and perhaps handled but for the transaction
 * @param republished it is sent again on purpose: what was written for it may be wrong, and is to be written again
 */
public record Delivery(boolean redelivered, boolean republished) {}
