/** The HTTP API of orders. */
@NullMarked
package dev.banyan.order.web;

import org.jspecify.annotations.NullMarked;
