/** The HTTP API of search. */
@NullMarked
package dev.banyan.search.web;

import org.jspecify.annotations.NullMarked;
