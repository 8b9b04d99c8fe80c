/** A query service: it follows the events of parcels and keeps a view of them. */
@NullMarked
package dev.banyan.kit.tracking;

import org.jspecify.annotations.NullMarked;
