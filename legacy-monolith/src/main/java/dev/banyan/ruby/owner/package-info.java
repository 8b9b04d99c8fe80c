/** Owners of shops: who they are and how to reach them. */
@NullMarked
package dev.banyan.ruby.owner;

import org.jspecify.annotations.NullMarked;
