/** The HTTP API of ads. */
@NullMarked
package dev.banyan.ad.web;

import org.jspecify.annotations.NullMarked;
