/** The HTTP API of reviews. */
@NullMarked
package dev.banyan.review.web;

import org.jspecify.annotations.NullMarked;
