/** The contrast to views: each page asks the services that own what it shows. */
@NullMarked
package dev.banyan.shopview.calls;

import org.jspecify.annotations.NullMarked;
