package dev.banyan.proxy;

import dev.banyan.control.config.Durations;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.yaml.InvalidFileException;
import dev.banyan.proxy.control.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * How this proxy runs: migration.yaml, overridden by {@code banyan.proxy.*}.
 *
 * @param sideHeader {@code banyan.proxy.side-header}: whether answers of routed phases bear {@code X-Banyan-Side} and {@code X-Banyan-Phase}
 * @param warmUp {@code banyan.proxy.warm-up}: how long it warms up before it takes traffic
 */
record ProxySettings(
        Migration migration, HostPort listen, HostPort admin, Identity identity, boolean sideHeader, Duration warmUp) {
    static ProxySettings read(Environment environment) {
        Path file = file(environment.getProperty("banyan.config"));
        Migration migration;
        try {
            migration = MigrationFile.read(file);
        } catch (InvalidFileException e) {
            throw new StartupException(String.valueOf(e.getMessage()), "Mend " + file + " and start the proxy again.");
        }
        if (migration.proxy().token().value().isBlank()) {
            throw new StartupException(
                    "proxy.token is empty.", "Set a token in " + file + "; the admin port needs it.");
        }
        HostPort listen =
                listen(environment, "banyan.proxy.listen", migration.proxy().listen());
        HostPort admin =
                listen(environment, "banyan.proxy.admin", migration.proxy().admin());
        String id = environment.getProperty("banyan.proxy.id", hostName() + "-" + listen.port());
        if (id.isBlank() || id.length() > 60) {
            throw new StartupException(
                    "'banyan.proxy.id' must have 1 to 60 characters, not '" + id + "'.", "Shorten it.");
        }
        Identity identity = new Identity(
                id,
                admin.url(),
                listen.url(),
                duration(environment, "banyan.proxy.upstream-timeout", "10s", Duration.ofMillis(10)),
                Path.of(environment.getProperty("banyan.proxy.state", ".banyan/proxy")),
                flag(environment, "banyan.proxy.trust-disk", false),
                migration.monolith().http());
        return new ProxySettings(
                migration,
                listen,
                admin,
                identity,
                flag(environment, "banyan.proxy.side-header", true),
                duration(environment, "banyan.proxy.warm-up", "3s", Duration.ZERO));
    }

    private static Path file(@Nullable String configured) {
        if (configured != null) {
            return existing(Path.of(configured));
        }
        for (String usual : new String[] {"migration.yaml", ".banyan/migration.yaml"}) {
            if (Files.exists(Path.of(usual))) {
                return Path.of(usual);
            }
        }
        throw new StartupException(
                "There is no migration.yaml here.", "Name it with --banyan.config=PATH, or start the proxy beside it.");
    }

    private static Path existing(Path file) {
        if (!Files.isReadable(file)) {
            throw new StartupException("There is no readable file " + file + ".", "Check --banyan.config.");
        }
        return file;
    }

    private static HostPort listen(Environment environment, String key, String otherwise) {
        return HostPort.parse(key, environment.getProperty(key, otherwise)).free(key);
    }

    private static Duration duration(Environment environment, String key, String otherwise, Duration atLeast) {
        String text = environment.getProperty(key, otherwise);
        try {
            Duration duration = Durations.parse(text);
            if (duration.compareTo(atLeast) >= 0) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new StartupException(
                "'" + key + "' is '" + text + "'.",
                "Write a duration of " + atLeast.toMillis() + "ms or more, such as " + otherwise + ".");
    }

    private static boolean flag(Environment environment, String key, boolean otherwise) {
        String text = environment.getProperty(key, Boolean.toString(otherwise));
        if (!text.equals("true") && !text.equals("false")) {
            throw new StartupException("'" + key + "' must be true or false, not '" + text + "'.", "Mend it.");
        }
        return Boolean.parseBoolean(text);
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.length() > 50 ? name.substring(0, 50) : name;
        } catch (IOException e) {
            return "proxy";
        }
    }
}
