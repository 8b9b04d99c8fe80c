/** A real MariaDB server as a child process: started in seconds, killed, paused and restarted at will. */
@NullMarked
package dev.banyan.mariadb;

import org.jspecify.annotations.NullMarked;
