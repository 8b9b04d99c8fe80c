package dev.banyan.bench;

import dev.banyan.cli.Banyan;
import dev.banyan.cli.session.Surroundings;
import dev.banyan.cli.stack.Stack;
import dev.banyan.cli.stack.StackListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Servers of a benchmark, each a process of its own, all under a folder that goes with them. Their database is called {@code db}. */
public final class BenchStack implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("banyan-bench");
    private final Path home;
    private final Stack stack;

    /**
     * Starts them.
     *
     * @param home the project's folder
     * @param text as in a stack file
     */
    public BenchStack(Path home, String text) throws IOException {
        this.home = home;
        stack = Stack.openOwn(text, folder, home);
        stack.up(StackListener.SILENT);
    }

    /** Where the process listens. */
    public URI local(String entry) {
        return URI.create("http://127.0.0.1:" + stack.port(entry));
    }

    /** Runs a command line; it must end with exit code 0. Returns its JSON. */
    public String banyan(String... command) {
        List<String> arguments = new ArrayList<>(List.of("-y", "-o", "json"));
        arguments.addAll(List.of(command));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings around = new Surroundings(
                folder,
                home,
                folder.resolve(".banyan/migration.yaml"),
                Map.of(),
                false,
                new PrintWriter(out),
                new PrintWriter(err));
        int code = Banyan.run(arguments, around);
        if (code != 0) {
            throw new IllegalStateException(
                    "banyan " + String.join(" ", command) + " ended with " + code + ": " + out + err);
        }
        return out.toString();
    }

    public Connection connect(String schema) throws SQLException {
        return DriverManager.getConnection(
                stack.databaseUrl("db", schema) + "&user=root&rewriteBatchedStatements=true");
    }

    @Override
    public void close() throws IOException {
        stack.down(StackListener.SILENT);
        stack.wipe();
        Files.deleteIfExists(folder);
    }
}
