/** Strict YAML: every key is asked for by name, every other key is an error with its line. */
@NullMarked
package dev.banyan.control.yaml;

import org.jspecify.annotations.NullMarked;
