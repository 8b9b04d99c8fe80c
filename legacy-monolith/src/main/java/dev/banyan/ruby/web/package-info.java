/** What every controller shares: problems, request headers, limits. */
@NullMarked
package dev.banyan.ruby.web;

import org.jspecify.annotations.NullMarked;
