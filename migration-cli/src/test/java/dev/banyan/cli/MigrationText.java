package dev.banyan.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A migration.yaml over a server with the schema banyan, and one with the schemas ruby and payment. */
final class MigrationText {
    private MigrationText() {}

    static String of(int controlPort, int sitesPort) {
        try (InputStream text = Objects.requireNonNull(MigrationText.class.getResourceAsStream("migration.yaml"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${control}", String.valueOf(controlPort))
                    .replace("${monolith}", String.valueOf(sitesPort))
                    .replace("${service}", String.valueOf(sitesPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
