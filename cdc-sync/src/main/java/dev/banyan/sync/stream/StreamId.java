package dev.banyan.sync.stream;

import dev.banyan.control.stream.Direction;
import java.util.Locale;

/** A stream: one phase, one direction. */
public record StreamId(String phase, Direction direction) {
    /** As position rows and engines call it: {@code payments.forward}. */
    public String text() {
        return phase + "." + direction.name().toLowerCase(Locale.ROOT);
    }

    public StreamId opposite() {
        return new StreamId(phase, direction.opposite());
    }
}
