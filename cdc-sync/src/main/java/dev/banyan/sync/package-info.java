/** Change data capture in both directions: the application and its start-up failures. */
@NullMarked
package dev.banyan.sync;

import org.jspecify.annotations.NullMarked;
