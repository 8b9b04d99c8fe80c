package dev.banyan.mysql;

import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mariadb.MariaDbException;
import dev.banyan.mariadb.Options;
import dev.banyan.mariadb.OsProcess;
import java.util.function.Consumer;

/**
 * A MySQL 9.7 server of our own, with GTIDs, from the folder that {@code mysql/prepare} made or that the system property
 * {@code banyan.mysql.home} or the environment variable {@code BANYAN_MYSQL_HOME} names.
 */
public final class MySqlServer extends DatabaseServer {

    private MySqlServer(Options options, Consumer<OsProcess> spawned) {
        super(MySqlSoftware.prepared(options.home()), options, spawned);
    }

    /** A server with default options. */
    public static MySqlServer start() {
        return start(Options.defaults());
    }

    /**
     * Starts a server and returns once it takes connections. An existing data directory is used as it is, so that this also restarts a
     * server of another process.
     *
     * @throws MariaDbException when no MySQL is prepared, or when it does not come up, with the last lines of its log
     */
    public static MySqlServer start(Options options) {
        return start(options, process -> {});
    }

    /** As {@link #start(Options)}; {@code spawned} learns of the process as soon as it exists, before it is ready. */
    public static MySqlServer start(Options options, Consumer<OsProcess> spawned) {
        return endingWithThisJvm(new MySqlServer(options, spawned));
    }
}
