/** What payment and relay say about orders. */
@NullMarked
package dev.banyan.order.news;

import org.jspecify.annotations.NullMarked;
