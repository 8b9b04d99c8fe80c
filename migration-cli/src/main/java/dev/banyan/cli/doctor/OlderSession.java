package dev.banyan.cli.doctor;

/** A database session that was opened before its server's id rule was set. */
public record OlderSession(long id, String user, String host) {
    @Override
    public String toString() {
        return id + " (" + user + "@" + host + ")";
    }
}
