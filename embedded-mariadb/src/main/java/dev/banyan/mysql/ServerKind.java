package dev.banyan.mysql;

import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mariadb.EmbeddedMariaDb;
import dev.banyan.mariadb.MariaDbException;
import dev.banyan.mariadb.Options;
import dev.banyan.mariadb.OsProcess;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** The servers that this machine can run. */
public enum ServerKind {
    /** The embedded one, always there. */
    MARIADB,
    /** A real MySQL 9.7, once {@code mysql/prepare} has run. */
    MYSQL;

    /** The server that made this data; MariaDB when there is none. */
    public static ServerKind thatMade(Path dataDirectory) {
        return MySqlSoftware.madeByMySql(dataDirectory) ? MYSQL : MARIADB;
    }

    /** @throws IllegalArgumentException for another name than {@code mariadb} or {@code mysql} */
    public static ServerKind named(String name) {
        return switch (name) {
            case "mariadb" -> MARIADB;
            case "mysql" -> MYSQL;
            default -> throw new IllegalArgumentException("Unknown server '" + name + "'. Known: mariadb, mysql.");
        };
    }

    /**
     * As {@link EmbeddedMariaDb#start(Options, Consumer)} and {@link MySqlServer#start(Options, Consumer)}.
     *
     * @throws MariaDbException as they do
     */
    public DatabaseServer start(Options options, Consumer<OsProcess> spawned) {
        return switch (this) {
            case MARIADB -> EmbeddedMariaDb.start(options, spawned);
            case MYSQL -> MySqlServer.start(options, spawned);
        };
    }

    /** As {@link #named} takes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
