/** The strangler proxy: takes every request to the side that owns it, and obeys shifts. */
@NullMarked
package dev.banyan.proxy;

import org.jspecify.annotations.NullMarked;
