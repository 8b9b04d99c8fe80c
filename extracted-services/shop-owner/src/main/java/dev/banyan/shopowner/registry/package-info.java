/** Owners as they were registered, and what is told of their changes. */
@NullMarked
package dev.banyan.shopowner.registry;

import org.jspecify.annotations.NullMarked;
