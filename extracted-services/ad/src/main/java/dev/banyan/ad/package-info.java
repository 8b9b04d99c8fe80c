/** The ad service: which ads shops run, from when to when, and for how much. */
@NullMarked
package dev.banyan.ad;

import org.jspecify.annotations.NullMarked;
