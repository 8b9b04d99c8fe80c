/** What every command of one invocation shares: options, the migration, the control store, plans and interruption. */
@NullMarked
package dev.banyan.cli.session;

import org.jspecify.annotations.NullMarked;
