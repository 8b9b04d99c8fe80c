package dev.banyan.playbooks;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The migration file of the demo, as a stack would fill it in. */
public final class MigrationTemplate {

    private MigrationTemplate() {}

    static String text() throws IOException {
        return Files.readString(Path.of("migration.yaml"));
    }

    /** @param folder for the secrets that it refers to */
    public static Migration read(Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
        String filled = text().replaceAll("\\$\\{port\\.[a-z0-9.-]+}", "4711")
                .replaceAll("\\$\\{secret-file\\.[a-z-]+}", secret.toString());
        return MigrationFile.parse("migration.yaml", filled, Map.of());
    }
}
