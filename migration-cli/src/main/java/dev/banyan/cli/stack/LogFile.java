package dev.banyan.cli.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** What an entry has printed. */
record LogFile(Path path) {

    private static final int TAIL_BYTES = 64 * 1024;

    /** The last lines, at most {@code count} and at most 64 KiB. */
    List<String> lastLines(int count) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(file.length(), TAIL_BYTES)];
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of("(could not read " + path + ": " + e.getMessage() + ")");
        }
    }

    /** Passes on whole lines as they are written, from {@code offset} in bytes, until the thread is interrupted. */
    void follow(long offset, Consumer<String> lines) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long position = offset;
            while (!Thread.currentThread().isInterrupted()) {
                if (file.length() < position) {
                    position = 0; // a new start has emptied it
                }
                file.seek(position);
                byte[] bytes = new byte[(int) Math.min(file.length() - position, TAIL_BYTES)];
                file.readFully(bytes);
                int end = lastNewline(bytes);
                if (end == 0) {
                    LockSupport.parkNanos(200_000_000L);
                    continue;
                }
                new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(lines);
                position += end;
            }
        }
    }

    /** Where the last whole line ends; all of a full buffer that holds no line end. */
    private static int lastNewline(byte[] bytes) {
        for (int i = bytes.length; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return bytes.length == TAIL_BYTES ? bytes.length : 0;
    }
}
