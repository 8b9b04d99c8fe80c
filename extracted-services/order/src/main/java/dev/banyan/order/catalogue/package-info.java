/** What shops sell, at what price, and whether members exist; others' knowledge, asked for over HTTP. */
@NullMarked
package dev.banyan.order.catalogue;

import org.jspecify.annotations.NullMarked;
