/** How deliveries are heard of: as events from this service's queue, or, for contrast, as calls. */
@NullMarked
package dev.banyan.review.deliveries;

import org.jspecify.annotations.NullMarked;
