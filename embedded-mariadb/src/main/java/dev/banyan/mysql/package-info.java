/** A real MySQL server as a child process, and the choice between it and MariaDB. */
@NullMarked
package dev.banyan.mysql;

import org.jspecify.annotations.NullMarked;
