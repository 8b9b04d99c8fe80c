/**
 * Receives events from the service's own queue and has each handled once, in order per aggregate. A service joins by having an
 * {@link EventHandler} bean, or a {@link ViewFetch}.
 */
@NullMarked
package dev.banyan.kit.subscribe;

import org.jspecify.annotations.NullMarked;
