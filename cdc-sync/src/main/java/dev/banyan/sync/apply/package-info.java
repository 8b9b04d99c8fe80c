/** The applier: whole source transactions into one target transaction each time. */
@NullMarked
package dev.banyan.sync.apply;

import org.jspecify.annotations.NullMarked;
