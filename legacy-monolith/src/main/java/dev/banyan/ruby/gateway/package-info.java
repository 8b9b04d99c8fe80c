/** The external payment gateway (PG), over HTTP. */
@NullMarked
package dev.banyan.ruby.gateway;

import org.jspecify.annotations.NullMarked;
