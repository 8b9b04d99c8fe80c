/** Work that the command line asks of sync. */
@NullMarked
package dev.banyan.sync.work;

import org.jspecify.annotations.NullMarked;
