/** The shop owner service: who runs shops, and how to reach them. */
@NullMarked
package dev.banyan.shopowner;

import org.jspecify.annotations.NullMarked;
