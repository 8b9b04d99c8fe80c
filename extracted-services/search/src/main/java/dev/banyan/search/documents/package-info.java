/** The documents of shops, made of what the feed told or of the views. */
@NullMarked
package dev.banyan.search.documents;

import org.jspecify.annotations.NullMarked;
