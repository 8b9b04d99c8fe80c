/** The orders, what this service alone knows of them, and the facts that are told of every move. */
@NullMarked
package dev.banyan.order.book;

import org.jspecify.annotations.NullMarked;
