/** The search service. */
@NullMarked
package dev.banyan.search;

import org.jspecify.annotations.NullMarked;
