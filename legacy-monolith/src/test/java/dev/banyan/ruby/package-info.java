/** The whole monolith on a real server, with a stubbed payment gateway. */
@NullMarked
package dev.banyan.ruby;

import org.jspecify.annotations.NullMarked;
