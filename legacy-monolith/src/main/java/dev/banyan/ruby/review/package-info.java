/** Reviews of delivered orders. */
@NullMarked
package dev.banyan.ruby.review;

import org.jspecify.annotations.NullMarked;
