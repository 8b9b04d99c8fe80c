/** The reviews: every read goes to the database, every write is one short transaction with its event. */
@NullMarked
package dev.banyan.review.board;

import org.jspecify.annotations.NullMarked;
