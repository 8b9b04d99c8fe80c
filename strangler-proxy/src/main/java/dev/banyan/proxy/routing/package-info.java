/** The immutable routing table and the decision, for one request, which side it goes to and why. */
@NullMarked
package dev.banyan.proxy.routing;

import org.jspecify.annotations.NullMarked;
