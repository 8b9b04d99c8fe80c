/** Tests of {@code order}. */
@NullMarked
package dev.banyan.ruby.order;

import org.jspecify.annotations.NullMarked;
