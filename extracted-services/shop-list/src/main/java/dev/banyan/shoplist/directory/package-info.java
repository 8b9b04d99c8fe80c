/** The tables of shops and categories: every read goes to the database, every write is one short transaction. */
@NullMarked
package dev.banyan.shoplist.directory;

import org.jspecify.annotations.NullMarked;
