/** Shops and what kinds there are. */
@NullMarked
package dev.banyan.ruby.shop;

import org.jspecify.annotations.NullMarked;
