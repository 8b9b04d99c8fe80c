package dev.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BanyanTest {
    @TempDir
    Path directory;

    @Test
    void printsItsVersion() {
        Typed typed = Typed.in(directory, "--version");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).matches("banyan \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void printsHelpForEveryGroup() {
        for (String group : new String[] {"phase", "traffic", "sync", "verify", "proxy", "stack", "playbook"}) {
            Typed typed = Typed.in(directory, group, "--help");

            assertThat(typed.exit()).as(group).isZero();
            assertThat(typed.out()).as(group).contains("Usage: banyan " + group);
        }
    }

    @Test
    void helpOfNestedCommandsNamesTheGlobalOptions() {
        Typed typed = Typed.in(directory, "sync", "quarantine", "drop", "--help");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("--config=FILE", "--dry-run", "-o, --output=FORMAT", "--yes", "[PHASE]");
    }

    @Test
    void suggestsTheNearestCommand() {
        Typed typed = Typed.in(directory, "phase", "shiftt", "payments");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("'shiftt'", "Did you mean 'shift'?").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"120%", "-1%", "100.5", "half"})
    void refusesASplitThatIsNoShare(String split) {
        Typed typed = Typed.in(directory, "phase", "shift", "payments", "--to=" + split);

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("--to is " + split + ": must ");
    }

    @ParameterizedTest
    @CsvSource({"0%,banyan phase rollback payments", "100%,banyan phase cutover payments"})
    void namesTheCommandForNothingAndEverything(String split, String command) {
        Typed typed = Typed.in(directory, "phase", "shift", "payments", "--to", split);

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains(command);
    }

    @Test
    void saysWhereItLookedForTheMigrationFile() {
        Typed typed = Typed.in(directory, "phase", "list");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("./migration.yaml", ".banyan/migration.yaml", "--config", "banyan stack up");
    }

    @Test
    void namesTheLineOfAMistakeInTheMigrationFile() throws IOException {
        Files.writeString(directory.resolve("migration.yaml"), "migration: ruby\ncontroll: {}\n");

        Typed typed = Typed.in(directory, "phase", "list");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("Unknown key 'controll'. Did you mean 'control'?", "migration.yaml:2)");
    }

    @Test
    void takesGlobalOptionsBeforeAndAfterTheCommand() {
        assertThat(Typed.in(directory, "--config", "other.yaml", "phase", "list")
                        .err())
                .contains("other.yaml");
        assertThat(Typed.in(directory, "phase", "list", "--config", "other.yaml")
                        .err())
                .contains("other.yaml");
    }

    @Test
    void refusesAnUnknownFormat() {
        Typed typed = Typed.in(directory, "phase", "list", "-o", "xml");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("xml", "TABLE, JSON, YAML");
    }

    @Test
    void refusesTrafficSetWithoutAnythingToSet() {
        Typed typed = Typed.in(directory, "traffic", "set", "payments");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("banyan traffic set payments 25%");
    }

    @Test
    void saysWhichJarAServerNeeds() throws IOException {
        Files.writeString(directory.resolve("migration.yaml"), MigrationText.of(3306, 3307));

        Typed typed = Typed.in(directory, "proxy", "run");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err()).contains("strangler-proxy-...-app.jar", "mvn -DskipTests package");
    }

    @Test
    void dryRunOfAServerPrintsItsCommand() throws IOException {
        Files.writeString(directory.resolve("migration.yaml"), MigrationText.of(3306, 3307));
        Path target = Files.createDirectories(directory.resolve("cdc-sync/target"));
        Files.writeString(target.resolve("cdc-sync-0.1.0-app.jar"), "");

        Typed typed = Typed.json(directory, "sync", "run", "--dry-run");

        assertThat(typed.exit()).isZero();
        assertThat(typed.json().path("steps").path(0).stringValue())
                .contains("-jar", "cdc-sync-0.1.0-app.jar", "--banyan.config=" + directory.resolve("migration.yaml"));
    }
}
