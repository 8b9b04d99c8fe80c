package dev.banyan.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.config.PhaseDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationTemplateTest {

    @TempDir
    private Path folder;

    @Test
    void describesThePaymentsPhase() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
        String text = Files.readString(Path.of("migration.yaml"))
                .replaceAll("\\$\\{port\\.[a-z0-9.-]+}", "4711")
                .replaceAll("\\$\\{secret-file\\.[a-z-]+}", secret.toString());

        Migration migration = MigrationFile.parse("migration.yaml", text, Map.of());

        PhaseDefinition payments = migration.phase("payments").orElseThrow();
        assertThat(payments.mode()).isEqualTo(PhaseDefinition.Mode.KEYED);
        assertThat(payments.after()).isEqualTo(PhaseDefinition.After.SYNC);
        assertThat(payments.tables()).singleElement().satisfies(table -> {
            assertThat(table.cohort()).isEqualTo("mem_no");
            assertThat(table.columns()).hasSize(13);
            assertThat(table.target("memo")).isNull();
            assertThat(table.constants()).containsEntry("currency", "KRW");
        });
        assertThat(migration.control().password().value()).isEqualTo("s3cret");
    }
}
