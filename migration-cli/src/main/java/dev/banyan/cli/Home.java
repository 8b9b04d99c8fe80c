package dev.banyan.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** Finds the folder of the project or installation. */
final class Home {
    private Home() {}

    /** {@code -Dbanyan.home}, else {@code BANYAN_HOME}, else the nearest folder above the classes, or above here, that has playbooks. */
    static Path find(Path directory) {
        String given = System.getProperty("banyan.home", System.getenv().getOrDefault("BANYAN_HOME", ""));
        if (!given.isEmpty()) {
            return Path.of(given).toAbsolutePath();
        }
        Path from = classes(directory);
        for (Path start : new Path[] {from, directory}) {
            for (Path folder = start; folder != null; folder = folder.getParent()) {
                if (Files.isDirectory(folder.resolve("playbooks"))) {
                    return folder;
                }
            }
        }
        return directory;
    }

    private static Path classes(Path otherwise) {
        CodeSource source = Home.class.getProtectionDomain().getCodeSource();
        try {
            return source == null ? otherwise : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            return otherwise;
        }
    }
}
