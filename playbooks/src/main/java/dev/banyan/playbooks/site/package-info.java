/** Where the demo's parts are: which database is the monolith's now, and who owns what. */
@NullMarked
package dev.banyan.playbooks.site;

import org.jspecify.annotations.NullMarked;
