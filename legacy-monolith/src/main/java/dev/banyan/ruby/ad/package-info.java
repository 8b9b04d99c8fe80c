/** Ads, as shop owners run them. */
@NullMarked
package dev.banyan.ruby.ad;

import org.jspecify.annotations.NullMarked;
