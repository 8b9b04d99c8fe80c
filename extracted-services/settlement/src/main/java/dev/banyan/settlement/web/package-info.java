/** The HTTP API of settlements. */
@NullMarked
package dev.banyan.settlement.web;

import org.jspecify.annotations.NullMarked;
