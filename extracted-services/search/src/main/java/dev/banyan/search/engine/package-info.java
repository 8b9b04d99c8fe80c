/** The search engine: OpenSearch over HTTP, and one of our own where none is configured. */
@NullMarked
package dev.banyan.search.engine;

import org.jspecify.annotations.NullMarked;
