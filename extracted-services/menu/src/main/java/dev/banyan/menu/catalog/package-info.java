/** The menu tables: every read goes to the database, every write is one short transaction. */
@NullMarked
package dev.banyan.menu.catalog;

import org.jspecify.annotations.NullMarked;
