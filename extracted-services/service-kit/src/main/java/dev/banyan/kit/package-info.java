/** What the extracted services share. */
@NullMarked
package dev.banyan.kit;

import org.jspecify.annotations.NullMarked;
