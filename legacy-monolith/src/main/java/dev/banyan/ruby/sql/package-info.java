/** What all tables' classes share: counted statements, deadlocks. */
@NullMarked
package dev.banyan.ruby.sql;

import org.jspecify.annotations.NullMarked;
