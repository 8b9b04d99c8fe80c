/** Events written in the transaction of what they tell: published if and only if it commits, by a synchroniser that reads the binlog. */
@NullMarked
package dev.banyan.kit.outbox;

import org.jspecify.annotations.NullMarked;
