/** The shop list service: which shops there are, where, of which category, and whether they are open. */
@NullMarked
package dev.banyan.shoplist;

import org.jspecify.annotations.NullMarked;
