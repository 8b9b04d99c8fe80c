package dev.banyan.control.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.banyan.control.yaml.InvalidFileException;
import java.util.Map;

/** Texts of migration.yaml as tests read them, with an environment of two variables. */
final class MigrationText {
    private static final Map<String, String> ENVIRONMENT = Map.of("CONTROL", "s3cret", "SEARCH_TOKEN", "letmein");

    private MigrationText() {}

    static Migration parse(String text) {
        return MigrationFile.parse("migration.yaml", text, ENVIRONMENT);
    }

    /** What is wrong with a text; fails when nothing is. */
    static String problemOf(String text) {
        InvalidFileException e = catchThrowableOfType(InvalidFileException.class, () -> parse(text));
        assertThat(e).as("no problem found").isNotNull();
        return e.getMessage();
    }
}
