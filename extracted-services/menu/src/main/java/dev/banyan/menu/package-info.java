/** The menu service: what each shop sells, under which name and at what price. */
@NullMarked
package dev.banyan.menu;

import org.jspecify.annotations.NullMarked;
