/** The shop view service: what customers see of a shop, from its own tables alone. */
@NullMarked
package dev.banyan.shopview;

import org.jspecify.annotations.NullMarked;
