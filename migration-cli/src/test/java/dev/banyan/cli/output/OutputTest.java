package dev.banyan.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    record Line(String state, long lagMillis, @Nullable String refusal) {}

    record View(long revision, boolean good, List<String> notes, Map<String, Line> proxies) {}

    private static View view() {
        Map<String, Line> proxies = new LinkedHashMap<>();
        proxies.put("p1", new Line("CURRENT", 12, null));
        proxies.put("proxy-2", new Line("SILENT", 4000, "lost"));
        return new View(7, true, List.of("a", "b"), proxies);
    }

    @Test
    void printsNamedObjectsAsAnAlignedTable() {
        print(Format.TABLE, Style.PLAIN, view());

        assertThat(out.toString().lines())
                .containsExactly(
                        "revision  7",
                        "good      yes",
                        "notes     a",
                        "          b",
                        "",
                        "proxies",
                        "NAME     STATE    LAG MS  REFUSAL",
                        "p1       CURRENT  12      -",
                        "proxy-2  SILENT   4000    lost");
    }

    @Test
    void printsTheSameValueAsJson() {
        print(Format.JSON, Style.PLAIN, view());

        assertThat(out.toString()).contains("\"revision\" : 7", "\"lagMillis\" : 4000", "\"refusal\" : null");
    }

    @Test
    void printsTheSameValueAsYaml() {
        print(Format.YAML, Style.PLAIN, view());

        assertThat(out.toString()).contains("revision: 7\n", "  proxy-2:\n", "    lagMillis: 4000\n");
    }

    @Test
    void saysThatAListIsEmpty() {
        print(Format.TABLE, Style.PLAIN, List.of());

        assertThat(out.toString()).isEqualTo("(none)\n");
    }

    @Test
    void coloursOnlyWhereItIsWanted() {
        print(Format.TABLE, new Style(true), view());
        String coloured = out.toString();
        out.getBuffer().setLength(0);
        print(Format.TABLE, Style.PLAIN, view());

        assertThat(coloured).contains("\u001b[1m");
        assertThat(out.toString()).doesNotContain("\u001b");
    }

    @Test
    void keepsWhatHappensOnTheWayOutOfTheResult() {
        Output output = new Output(Format.JSON, Style.PLAIN, new PrintWriter(out), new PrintWriter(err));

        output.say("working");
        output.progress("half");

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEqualTo("working\nhalf\n");
    }

    private void print(Format format, Style style, Object value) {
        new Output(format, style, new PrintWriter(out), new PrintWriter(err)).print(value);
    }
}
