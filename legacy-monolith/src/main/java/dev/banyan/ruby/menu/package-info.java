/** Menus and their options. */
@NullMarked
package dev.banyan.ruby.menu;

import org.jspecify.annotations.NullMarked;
