/** The tables of both databases as their servers describe them, and how a mapping joins them column by column. */
@NullMarked
package dev.banyan.control.schema;

import org.jspecify.annotations.NullMarked;
