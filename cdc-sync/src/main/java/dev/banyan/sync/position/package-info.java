/** How far a stream has been applied, kept in the target together with its rows. */
@NullMarked
package dev.banyan.sync.position;

import org.jspecify.annotations.NullMarked;
