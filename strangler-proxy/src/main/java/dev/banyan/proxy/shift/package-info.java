/** What a proxy does for a shift: counts its writes in flight, holds writes of moving cohorts, and obeys its lease. */
@NullMarked
package dev.banyan.proxy.shift;

import org.jspecify.annotations.NullMarked;
