/** Fence rows and how the shift behind them ended. */
@NullMarked
package dev.banyan.sync.fence;

import org.jspecify.annotations.NullMarked;
