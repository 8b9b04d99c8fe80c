/** Which cohort a request or a row belongs to, computed the same way by proxy and sync. */
@NullMarked
package dev.banyan.control.cohort;

import org.jspecify.annotations.NullMarked;
