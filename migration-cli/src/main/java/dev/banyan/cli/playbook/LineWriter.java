package dev.banyan.cli.playbook;

import java.io.Writer;
import java.util.function.Consumer;

/** Passes on whole lines. */
final class LineWriter extends Writer {
    private final Consumer<String> lines;
    private final StringBuilder line = new StringBuilder();

    LineWriter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n') {
                pass();
            } else if (buffer[i] != '\r') {
                line.append(buffer[i]);
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        if (!line.isEmpty()) {
            pass();
        }
    }

    private void pass() {
        lines.accept(line.toString());
        line.setLength(0);
    }
}
