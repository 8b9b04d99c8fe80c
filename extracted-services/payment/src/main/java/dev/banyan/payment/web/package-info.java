/** The HTTP API of payments and its problem answers. */
@NullMarked
package dev.banyan.payment.web;

import org.jspecify.annotations.NullMarked;
