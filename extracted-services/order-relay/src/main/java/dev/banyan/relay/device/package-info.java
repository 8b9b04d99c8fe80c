/** The shops' devices. */
@NullMarked
package dev.banyan.relay.device;

import org.jspecify.annotations.NullMarked;
