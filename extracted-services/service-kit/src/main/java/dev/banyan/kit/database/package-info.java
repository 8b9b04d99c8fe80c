/** A service and its database: writes that meet a synchroniser's, and starts that fail. */
@NullMarked
package dev.banyan.kit.database;

import org.jspecify.annotations.NullMarked;
