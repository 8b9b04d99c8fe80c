/** Which shops there are; somebody else's knowledge, asked for when the menus don't tell. */
@NullMarked
package dev.banyan.menu.shops;

import org.jspecify.annotations.NullMarked;
