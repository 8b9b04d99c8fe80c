package dev.banyan.cli.output;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints results to standard output, as table, JSON or YAML of the same value (a record, a map or a list of them), and what
 * happens on the way to standard error, so that JSON stays clean.
 */
public final class Output {
    private final Format format;
    private final Style style;
    private final PrintWriter out;
    private final PrintWriter err;

    public Output(Format format, Style style, PrintWriter out, PrintWriter err) {
        this.format = format;
        this.style = style;
        this.out = out;
        this.err = err;
    }

    /** Prints a result in the format that the user chose. */
    public void print(Object value) {
        JsonNode tree = value instanceof JsonNode node ? node : Mapper.JSON.valueToTree(value);
        switch (format) {
            case JSON ->
                out.println(Mapper.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
            case YAML -> out.print(YamlText.of(tree));
            case TABLE -> out.print(new TableText(style).of(tree));
        }
        out.flush();
    }

    /** Prints a result on one line of JSON where JSON was chosen (for results that repeat); else as {@link #print}. */
    public void printRepeated(Object value) {
        if (format == Format.JSON) {
            out.println(Mapper.JSON.writeValueAsString(Mapper.JSON.valueToTree(value)));
            out.flush();
        } else {
            print(value);
        }
    }

    /** Prints a line of text; only where a table was chosen. */
    public void line(String text) {
        if (format == Format.TABLE) {
            out.println(text);
            out.flush();
        }
    }

    /** Tells what is being done or waited for. */
    public void say(String text) {
        err.println(text);
        err.flush();
    }

    /** Tells of progress: overwrites the line on a terminal, else prints lines. */
    public void progress(String text) {
        if (style.colour()) {
            err.print("\r\u001b[2K" + text);
            err.flush();
        } else {
            say(text);
        }
    }

    /** Ends a line of {@link #progress}. */
    public void progressDone() {
        if (style.colour()) {
            err.print("\r\u001b[2K");
            err.flush();
        }
    }

    public Style style() {
        return style;
    }

    public Format format() {
        return format;
    }

    /** Jackson is loaded when something is printed, not before. */
    private static final class Mapper {
        static final JsonMapper JSON = JsonMapper.builder().build();
    }
}
