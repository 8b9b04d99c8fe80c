/** Search over shops, menus and ads. */
@NullMarked
package dev.banyan.ruby.search;

import org.jspecify.annotations.NullMarked;
