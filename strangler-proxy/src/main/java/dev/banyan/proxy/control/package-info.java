/** The proxy's tie to the control store: its registration, beats, revisions, and the last of them on disk. */
@NullMarked
package dev.banyan.proxy.control;

import org.jspecify.annotations.NullMarked;
