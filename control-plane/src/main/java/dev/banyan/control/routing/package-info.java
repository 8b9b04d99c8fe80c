/** The routing document, its immutable revisions, and the rules for changing who owns a key. */
@NullMarked
package dev.banyan.control.routing;

import org.jspecify.annotations.NullMarked;
