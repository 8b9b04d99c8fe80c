/** The demo's queues: what SQS is in production. */
@NullMarked
package dev.banyan.queues;

import org.jspecify.annotations.NullMarked;
