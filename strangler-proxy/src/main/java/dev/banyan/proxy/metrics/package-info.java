/** What a proxy measures: meters for Prometheus, and samples that gates take for evidence. */
@NullMarked
package dev.banyan.proxy.metrics;

import org.jspecify.annotations.NullMarked;
