/** A shop as customers see it. */
@NullMarked
package dev.banyan.shopview.pages;

import org.jspecify.annotations.NullMarked;
