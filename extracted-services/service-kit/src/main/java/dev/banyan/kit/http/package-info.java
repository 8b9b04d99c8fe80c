/** Calls to others, bounded to the last byte of the answer. */
@NullMarked
package dev.banyan.kit.http;

import org.jspecify.annotations.NullMarked;
