/** The way of a request through the proxy: decided, held if need be, sent, and answered. */
@NullMarked
package dev.banyan.proxy.traffic;

import org.jspecify.annotations.NullMarked;
