/** Which orders may be reviewed: those that were told of as delivered, and those whose owner says so when asked. */
@NullMarked
package dev.banyan.review.orders;

import org.jspecify.annotations.NullMarked;
