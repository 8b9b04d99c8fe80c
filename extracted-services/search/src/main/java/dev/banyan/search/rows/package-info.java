/** What the feed has told, a version per shop, and the documents made of it. */
@NullMarked
package dev.banyan.search.rows;

import org.jspecify.annotations.NullMarked;
