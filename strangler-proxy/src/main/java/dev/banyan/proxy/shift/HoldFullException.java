package dev.banyan.proxy.shift;

/** More writes wait in a hold than it may keep. */
public final class HoldFullException extends RuntimeException {
    HoldFullException(String phase, int waiting) {
        super("Writes of '" + phase + "' are held, and " + waiting + " wait already.");
    }
}
