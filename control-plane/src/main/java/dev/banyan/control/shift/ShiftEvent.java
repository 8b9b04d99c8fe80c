package dev.banyan.control.shift;

import java.time.Instant;

/** One step of a shift, for the reader of the journal. */
public record ShiftEvent(Instant at, ShiftState state, String actor, String detail) {}
