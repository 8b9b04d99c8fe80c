/** What was sold and refunded, each fact once, and the double-entry ledger that follows from it. */
@NullMarked
package dev.banyan.settlement.books;

import org.jspecify.annotations.NullMarked;
