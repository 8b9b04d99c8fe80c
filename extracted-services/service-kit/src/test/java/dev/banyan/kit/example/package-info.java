/** A service that shows what the kit does. */
@NullMarked
package dev.banyan.kit.example;

import org.jspecify.annotations.NullMarked;
