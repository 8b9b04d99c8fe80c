/** Tests of {@code web}. */
@NullMarked
package dev.banyan.ruby.web;

import org.jspecify.annotations.NullMarked;
