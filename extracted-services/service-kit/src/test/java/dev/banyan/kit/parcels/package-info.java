/** A command service: it owns parcels, tells events and lets itself be imported from. */
@NullMarked
package dev.banyan.kit.parcels;

import org.jspecify.annotations.NullMarked;
