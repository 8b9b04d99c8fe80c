/** Changes of the schema that are made while customers order, when their year has come. */
@NullMarked
package dev.banyan.ruby.schema;

import org.jspecify.annotations.NullMarked;
