/** Shops, their owners and their menus. */
@NullMarked
package dev.banyan.ruby.shop;

import org.jspecify.annotations.NullMarked;
