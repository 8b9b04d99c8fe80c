/** Orders, from checkout to delivery or cancellation. */
@NullMarked
package dev.banyan.ruby.order;

import org.jspecify.annotations.NullMarked;
