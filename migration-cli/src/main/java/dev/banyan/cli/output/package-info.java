/** What commands print: the same values as table, JSON or YAML. */
@NullMarked
package dev.banyan.cli.output;

import org.jspecify.annotations.NullMarked;
