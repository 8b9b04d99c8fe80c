/** One Debezium engine and one applier per stream, started and stopped as phases say. */
@NullMarked
package dev.banyan.sync.stream;

import org.jspecify.annotations.NullMarked;
