/** A real queue server for the tests of all who use the transport. */
@NullMarked
package dev.banyan.events.testing;

import org.jspecify.annotations.NullMarked;
