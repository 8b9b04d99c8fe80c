package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.cli.Banyan;
import dev.banyan.cli.session.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code banyan} in this process, as it would run in a directory with a migration.yaml of its own. */
record CommandLine(Path directory, Path config, Map<String, String> environment) {
    CommandLine {
        environment = Map.copyOf(environment);
    }

    /** What a command printed and how it ended. */
    record Printed(int code, String out, String err) {}

    /** Runs one command. */
    Printed run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings around = new Surroundings(
                directory,
                BanyanProcess.home(),
                config,
                environment,
                false,
                new PrintWriter(out),
                new PrintWriter(err));
        int code = Banyan.run(List.of(arguments), around);
        return new Printed(code, out.toString(), err.toString());
    }

    /** As {@link #run}, for a command that must succeed. */
    Printed must(String... arguments) {
        Printed printed = run(arguments);
        assertThat(printed.code())
                .as("banyan %s\n%s\n%s", String.join(" ", arguments), printed.out(), printed.err())
                .isZero();
        return printed;
    }
}
