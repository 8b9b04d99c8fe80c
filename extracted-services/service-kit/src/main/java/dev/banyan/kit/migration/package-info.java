/** Tables of the kit among a service's own. */
@NullMarked
package dev.banyan.kit.migration;

import org.jspecify.annotations.NullMarked;
