/** Rows that could not be applied, and those that queue behind them. */
@NullMarked
package dev.banyan.sync.quarantine;

import org.jspecify.annotations.NullMarked;
