/** Says in two lines why the system can't start. */
@NullMarked
package dev.banyan.ruby.startup;

import org.jspecify.annotations.NullMarked;
