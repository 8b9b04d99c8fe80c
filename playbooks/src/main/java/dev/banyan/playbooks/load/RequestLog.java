package dev.banyan.playbooks.load;

import dev.banyan.control.store.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/** requests.ndjson: one JSON object per request, in the order in which they ended. Writing is thread-safe. */
public final class RequestLog implements AutoCloseable {

    private final Path path;
    private final BufferedWriter writer;

    private RequestLog(Path path, BufferedWriter writer) {
        this.path = path;
        this.writer = writer;
    }

    /** Starts a new log; what was in the file before is gone. */
    static RequestLog create(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            return new RequestLog(path, Files.newBufferedWriter(path));
        } catch (IOException e) {
            throw new LoadException("Can't write " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a log, line by line; a last line that was cut off is left out.
     *
     * @throws UncheckedIOException when the file can't be read
     * @throws IllegalArgumentException when a line is none of ours
     */
    public static void read(Path path, Consumer<RequestLine> lines) {
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            String line = reader.readLine();
            for (int number = 1; line != null; number++) {
                String following = reader.readLine();
                try {
                    lines.accept(Json.read(line, RequestLine.class));
                } catch (JacksonException e) {
                    if (following != null) {
                        throw new IllegalArgumentException(
                                path + ":" + number + " is no request: " + e.getMessage(), e);
                    }
                }
                line = following;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + path, e);
        }
    }

    void write(RequestLine line) {
        String json = Json.write(line);
        synchronized (this) {
            try {
                writer.write(json);
                writer.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException("Can't write " + path, e);
            }
        }
    }

    /** Makes what was written so far readable. */
    synchronized void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + path, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + path, e);
        }
    }
}
