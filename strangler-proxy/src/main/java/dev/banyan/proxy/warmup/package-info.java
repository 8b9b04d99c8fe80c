/** Makes a new JVM quick before customers meet it. */
@NullMarked
package dev.banyan.proxy.warmup;

import org.jspecify.annotations.NullMarked;
