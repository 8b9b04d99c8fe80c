package dev.banyan.mysql;

import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mariadb.MariaDbException;
import dev.banyan.mariadb.Options;

/**
 * The server under test: MariaDB, or MySQL where the system property {@code banyan.test.server} is {@code mysql}, as Maven's profile
 * {@code mysql} says. Never another one than was asked for.
 */
public final class TestServers {

    private TestServers() {}

    public static ServerKind kind() {
        return ServerKind.named(System.getProperty("banyan.test.server", "mariadb"));
    }

    /**
     * A server with default options and these of its own.
     *
     * @throws MariaDbException when it does not come up, or is MySQL and none is prepared
     */
    public static DatabaseServer start(String... args) {
        return start(Options.defaults().withArgs(args));
    }

    /** @throws MariaDbException when it does not come up, or is MySQL and none is prepared */
    public static DatabaseServer start(Options options) {
        return kind().start(options, process -> {});
    }
}
