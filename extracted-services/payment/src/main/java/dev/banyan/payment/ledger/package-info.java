/** The payment table: every read goes to the database, every write is one short transaction. */
@NullMarked
package dev.banyan.payment.ledger;

import org.jspecify.annotations.NullMarked;
