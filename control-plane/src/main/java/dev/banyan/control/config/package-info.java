/** What a migration is: the strict reader of migration.yaml and the immutable records it yields. */
@NullMarked
package dev.banyan.control.config;

import org.jspecify.annotations.NullMarked;
