package dev.banyan.cli.shift;

import java.util.List;

/** A shift that did not start, because a check or gate said no. Nothing has changed. */
public final class ShiftRefusedException extends RuntimeException {
    private final transient List<String> reasons;

    public ShiftRefusedException(List<String> reasons) {
        super(String.join("\n", reasons));
        this.reasons = List.copyOf(reasons);
    }

    /** Each says what, where and how to mend. */
    public List<String> reasons() {
        return reasons;
    }
}
