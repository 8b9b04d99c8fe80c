/** Brings changed shops into the index, and builds new indexes while that goes on. */
@NullMarked
package dev.banyan.search.indexing;

import org.jspecify.annotations.NullMarked;
