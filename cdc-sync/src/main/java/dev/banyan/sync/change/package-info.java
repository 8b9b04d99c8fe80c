/** Source changes as values: Debezium's records read into transactions of rows. */
@NullMarked
package dev.banyan.sync.change;

import org.jspecify.annotations.NullMarked;
