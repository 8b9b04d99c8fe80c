/** The HTTP API of the shop list. */
@NullMarked
package dev.banyan.shoplist.web;

import org.jspecify.annotations.NullMarked;
