/** What shops are paid, day by day. */
@NullMarked
package dev.banyan.ruby.settlement;

import org.jspecify.annotations.NullMarked;
