/** The HTTP API of the relay. */
@NullMarked
package dev.banyan.relay.web;

import org.jspecify.annotations.NullMarked;
