/** The order relay service. */
@NullMarked
package dev.banyan.relay;

import org.jspecify.annotations.NullMarked;
