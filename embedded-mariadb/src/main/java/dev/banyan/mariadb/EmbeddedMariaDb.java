package dev.banyan.mariadb;

import java.util.function.Consumer;

/** A MariaDB server of our own: about 15 s to start the first time on a machine, then 1 to 2 s. */
public final class EmbeddedMariaDb extends DatabaseServer {

    private EmbeddedMariaDb(Options options, Consumer<OsProcess> spawned) {
        super(Installation.in(options.home()), options, spawned);
    }

    /** A server with default options. */
    public static EmbeddedMariaDb start() {
        return start(Options.defaults());
    }

    /**
     * Starts a server and returns once it takes connections. An existing data directory is used as it is, so that this also restarts a
     * server of another process.
     *
     * @throws MariaDbException when it does not come up, with the last lines of its log
     */
    public static EmbeddedMariaDb start(Options options) {
        return start(options, process -> {});
    }

    /** As {@link #start(Options)}; {@code spawned} learns of the process as soon as it exists, before it is ready. */
    public static EmbeddedMariaDb start(Options options, Consumer<OsProcess> spawned) {
        return endingWithThisJvm(new EmbeddedMariaDb(options, spawned));
    }
}
