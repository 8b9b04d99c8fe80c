/** The member service: who may order. */
@NullMarked
package dev.banyan.member;

import org.jspecify.annotations.NullMarked;
