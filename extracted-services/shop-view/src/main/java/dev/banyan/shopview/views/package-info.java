/** The views that are kept of other services' rows, and the pages that are made of them. */
@NullMarked
package dev.banyan.shopview.views;

import org.jspecify.annotations.NullMarked;
