/** What the feed has told, and a version per shop. */
@NullMarked
package dev.banyan.search.rows;

import org.jspecify.annotations.NullMarked;
