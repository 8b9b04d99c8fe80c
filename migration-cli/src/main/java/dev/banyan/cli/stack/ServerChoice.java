package dev.banyan.cli.stack;

import dev.banyan.mysql.ServerKind;
import java.nio.file.Path;
import java.util.Map;

/** Which server a database of the stack runs on. */
final class ServerChoice {

    private static final String VARIABLE = "BANYAN_STACK_SERVER";

    private ServerChoice() {}

    /**
     * What the stack file says of this database; else what the environment says of the whole stack; else the server that made the data that
     * are there; else MariaDB.
     *
     * @throws StackException when the environment names no server
     */
    static ServerKind of(Entry.Database database, Path data) {
        return of(database, data, System.getenv());
    }

    static ServerKind of(Entry.Database database, Path data, Map<String, String> environment) {
        if (database.server() != null) {
            return database.server();
        }
        String wanted = environment.getOrDefault(VARIABLE, "");
        if (wanted.isBlank()) {
            return ServerKind.thatMade(data);
        }
        try {
            return ServerKind.named(wanted);
        } catch (IllegalArgumentException e) {
            throw new StackException(VARIABLE + ": " + e.getMessage(), e);
        }
    }
}
