/** The review service: what members think of what was delivered to them. */
@NullMarked
package dev.banyan.review;

import org.jspecify.annotations.NullMarked;
