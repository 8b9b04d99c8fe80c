/** Views of what other services own, filled by their events and by imports; every change raises the versions of its shops. */
@NullMarked
package dev.banyan.search.views;

import org.jspecify.annotations.NullMarked;
