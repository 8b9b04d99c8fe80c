package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.stream.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs each folder of {@code cases}: schema.sql (both sides, with first rows), changes.sql (at the monolith), mapping.yaml, and in
 * expect/ a query each: {@code .sql}, whose answer must be the same on both sides, or {@code .txt}, with the service's answer.
 */
class CasesIT {
    @RegisterExtension
    static final SharedServers SERVERS = new SharedServers();

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("cases"))) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void carriesTheCase(String name) throws Exception {
        Path folder = Path.of("cases", name);
        String[] schema = Files.readString(folder.resolve("schema.sql")).split("-- service\n", -1);
        try (SyncStage stage = new SyncStage(
                SERVERS.get(),
                "case-" + name,
                Files.readString(folder.resolve("mapping.yaml")),
                statements(schema[0].replace("-- monolith\n", "")),
                statements(schema[1]))) {
            stage.startPhase();
            stage.startSync();
            stage.awaitSynced();
            stage.monolith(
                    statements(Files.readString(folder.resolve("changes.sql"))).toArray(String[]::new));
            stage.fence(Direction.FORWARD);
            assertThat(stage.serviceRows("SELECT table_name, row_key, error FROM banyan_quarantine"))
                    .isEmpty();
            assertThat(stage.serviceRows("SELECT before_image, after_image, found_image FROM banyan_conflict"))
                    .isEmpty();
            try (Stream<Path> expectations = Files.list(folder.resolve("expect"))) {
                for (Path expectation : expectations.toList()) {
                    List<String> lines = Files.readAllLines(expectation);
                    List<String> expected = expectation.toString().endsWith(".sql")
                            ? stage.monolithRows(lines.get(0))
                            : lines.subList(1, lines.size());
                    assertThat(stage.serviceRows(lines.get(0))).isEqualTo(expected);
                }
            }
        }
    }

    private static List<String> statements(String sql) {
        return Arrays.stream(sql.split(";\n", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
