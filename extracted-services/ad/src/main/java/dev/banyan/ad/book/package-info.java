/** Ads and their keywords, as shops book and change them, and what is told of that. */
@NullMarked
package dev.banyan.ad.book;

import org.jspecify.annotations.NullMarked;
