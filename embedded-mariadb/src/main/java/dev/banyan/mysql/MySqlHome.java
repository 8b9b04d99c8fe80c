package dev.banyan.mysql;

import dev.banyan.mariadb.MariaDbException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the unpacked MySQL is on this machine. */
final class MySqlHome {

    private static final String PROPERTY = "banyan.mysql.home";
    private static final String VARIABLE = "BANYAN_MYSQL_HOME";

    private MySqlHome() {}

    /** @throws MariaDbException when there is none, with how to get one */
    static Path find() {
        String property = System.getProperty(PROPERTY, "");
        if (!property.isBlank()) {
            return checked(Path.of(property), "system property " + PROPERTY);
        }
        String variable = environment(VARIABLE).orElse("");
        if (!variable.isBlank()) {
            return checked(Path.of(variable), "environment variable " + VARIABLE);
        }
        return checked(whereThePreparationPutsIt(), "default of mysql/prepare");
    }

    private static Path checked(Path home, String origin) {
        if (!Files.isExecutable(home.resolve("bin/mysqld"))) {
            throw new MariaDbException("No MySQL server in " + home + " (" + origin + "): it has no bin/mysqld. Run"
                    + " mysql/prepare, or point " + VARIABLE + " to the folder of a MySQL 9.7.");
        }
        return home.toAbsolutePath();
    }

    private static Path whereThePreparationPutsIt() {
        Path cache = environment("XDG_CACHE_HOME")
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home", ""), ".cache"));
        return cache.resolve("banyan/mysql/home");
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name));
    }
}
