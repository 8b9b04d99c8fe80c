/** The operators' port: status, nudge, trace, health and metrics, apart from traffic. */
@NullMarked
package dev.banyan.proxy.admin;

import org.jspecify.annotations.NullMarked;
