/** JSON over HTTP to other systems. */
@NullMarked
package dev.banyan.ruby.http;

import org.jspecify.annotations.NullMarked;
