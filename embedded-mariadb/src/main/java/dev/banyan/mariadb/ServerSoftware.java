package dev.banyan.mariadb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An unpacked database server: how it is run, and where its empty databases come from. */
public interface ServerSoftware {

    /** What messages call it: {@code MariaDB}. */
    String product();

    /** Makes {@code dataDirectory}, which is missing or empty, a database in which root may log in from 127.0.0.1 without a password. */
    void fill(Path dataDirectory) throws IOException;

    /** Whether this server, or an older one of its kind, made the data. */
    boolean made(Path dataDirectory);

    /** The command that runs the server in the foreground; it says {@code ready for connections} once it takes them. */
    List<String> command(int port, Path dataDirectory, Options options);

    /** Folders that the server finds its libraries in, by environment variable; they come before those already there. */
    Map<String, String> libraryPaths();
}
