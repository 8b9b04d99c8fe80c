package dev.banyan.playbooks.demo;

import dev.banyan.cli.output.Style;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Consumer;

/** Tells the story: chapters, commands and what they showed; on a terminal with a live line below. Thread-safe. */
final class Narrator {

    private static final int WIDTH = 100;

    private final PrintWriter out;
    private final boolean terminal;
    private final long began = System.nanoTime();
    private volatile Consumer<String> commands = command -> {};
    private boolean live;

    Narrator(PrintWriter out, Style style) {
        this.out = out;
        this.terminal = style.colour();
    }

    void chapter(String title, String why) {
        line("");
        line(bold(String.format("%5.1f s  %s", seconds(), title)));
        if (!why.isBlank()) {
            wrap(why);
        }
    }

    /** Who hears each command from now on, right before it runs. */
    void onCommand(Consumer<String> listener) {
        commands = listener;
    }

    void command(String command) {
        commands.accept(command);
        line("         " + bold("$ " + command));
    }

    void evidence(String text) {
        text.strip().lines().forEach(each -> line("           " + each));
    }

    /** What was said on the way. */
    void aside(String text) {
        evidence(dim(text));
    }

    void story(String text) {
        wrap(text);
    }

    void promise(boolean kept, String text) {
        line("  " + (kept ? colour("32", "✔ ") : colour("31", "✘ ")) + text);
    }

    /** Redraws the line below the story; nothing where nobody watches. */
    synchronized void live(String text) {
        if (terminal) {
            out.print("\r\u001b[2K" + colour("36", text));
            out.flush();
            live = true;
        }
    }

    synchronized void line(String text) {
        if (live) {
            out.print("\r\u001b[2K");
            live = false;
        }
        out.println(text);
        out.flush();
    }

    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    /** What a command says on its way, line by line into the story. */
    PrintWriter asides() {
        return new PrintWriter(
                new Writer() {
                    private final StringBuilder line = new StringBuilder();

                    @Override
                    public void write(char[] chars, int offset, int length) {
                        for (int i = offset; i < offset + length; i++) {
                            if (chars[i] == '\n' || chars[i] == '\r') {
                                end();
                            } else {
                                line.append(chars[i]);
                            }
                        }
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {
                        end();
                    }

                    private void end() {
                        if (line.length() > 0) {
                            aside(line.toString());
                            line.setLength(0);
                        }
                    }
                },
                true);
    }

    private void wrap(String text) {
        StringBuilder row = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (row.length() + word.length() > WIDTH) {
                line("         " + row);
                row.setLength(0);
            }
            row.append(row.length() == 0 ? "" : " ").append(word);
        }
        line("         " + row);
    }

    private String bold(String text) {
        return colour("1", text);
    }

    private String dim(String text) {
        return colour("2", text);
    }

    private String colour(String code, String text) {
        return terminal ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
