/** Ruby: ten years of food delivery in one application, one schema and one connection pool. */
@NullMarked
package dev.banyan.ruby;

import org.jspecify.annotations.NullMarked;
