package dev.banyan.sync.position;

/** Another process took the stream: this one must not apply any more. */
public final class PositionLostException extends RuntimeException {
    public PositionLostException(String stream) {
        super("Another sync process runs stream " + stream
                + ": its position moved under this one, which stopped. Run only one sync process per migration.");
    }
}
