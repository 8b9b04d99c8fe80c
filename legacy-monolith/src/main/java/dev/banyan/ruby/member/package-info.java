/** Members (회원): who orders and pays. */
@NullMarked
package dev.banyan.ruby.member;

import org.jspecify.annotations.NullMarked;
