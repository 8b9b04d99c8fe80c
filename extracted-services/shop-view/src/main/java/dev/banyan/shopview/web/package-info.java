/** The HTTP API of shop pages. */
@NullMarked
package dev.banyan.shopview.web;

import org.jspecify.annotations.NullMarked;
