/** The HTTP API of members. */
@NullMarked
package dev.banyan.member.web;

import org.jspecify.annotations.NullMarked;
