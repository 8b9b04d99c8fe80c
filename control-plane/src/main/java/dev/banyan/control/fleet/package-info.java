/** The registered proxies: beats (which are leases), acknowledgements and observed traffic. */
@NullMarked
package dev.banyan.control.fleet;

import org.jspecify.annotations.NullMarked;
