/** What is heard of orders. */
@NullMarked
package dev.banyan.relay.news;

import org.jspecify.annotations.NullMarked;
