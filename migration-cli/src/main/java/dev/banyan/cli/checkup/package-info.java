/** The doctor command: what the examination of servers, schemas and processes found. */
@NullMarked
package dev.banyan.cli.checkup;

import org.jspecify.annotations.NullMarked;
