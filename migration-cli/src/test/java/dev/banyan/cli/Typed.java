package dev.banyan.cli;

import dev.banyan.cli.session.Surroundings;
import dev.banyan.control.store.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What came of a command line that was typed in a directory. */
public record Typed(int exit, String out, String err) {

    public static Typed in(Path directory, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings around = new Surroundings(
                directory, directory, null, Map.of(), false, new PrintWriter(out), new PrintWriter(err));
        int exit = Banyan.run(List.of(arguments), around);
        return new Typed(exit, out.toString(), err.toString());
    }

    public static Typed json(Path directory, String... arguments) {
        List<String> more = new ArrayList<>(List.of(arguments));
        more.add("-o");
        more.add("json");
        return in(directory, more.toArray(String[]::new));
    }

    public JsonNode json() {
        return Json.mapper().readTree(out);
    }
}
