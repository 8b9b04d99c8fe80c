/** Tests of the relay. */
@NullMarked
package dev.banyan.ruby.relay;

import org.jspecify.annotations.NullMarked;
