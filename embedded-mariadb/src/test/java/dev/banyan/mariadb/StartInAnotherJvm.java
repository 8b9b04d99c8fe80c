package dev.banyan.mariadb;

import java.nio.file.Path;

/** Starts a server from a fresh installation folder, asks it something and leaves it to the shutdown hook. */
final class StartInAnotherJvm {

    private StartInAnotherJvm() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        EmbeddedMariaDb database = EmbeddedMariaDb.start(Options.defaults().withHome(Path.of(args[0], "home")));
        System.out.println("answered " + EmbeddedMariaDbIT.query(database, "SELECT 1"));
    }
}
