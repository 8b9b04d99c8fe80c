/** The HTTP API of menus. */
@NullMarked
package dev.banyan.menu.web;

import org.jspecify.annotations.NullMarked;
