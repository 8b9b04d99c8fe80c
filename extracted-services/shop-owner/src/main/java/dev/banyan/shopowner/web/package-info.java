/** The HTTP API of owners. */
@NullMarked
package dev.banyan.shopowner.web;

import org.jspecify.annotations.NullMarked;
