package dev.banyan.cli.shift;

/** A step of a shift did not succeed in its time; undecided shifts are aborted for it. */
final class ShiftFailedException extends RuntimeException {
    ShiftFailedException(String message) {
        super(message);
    }

    ShiftFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
