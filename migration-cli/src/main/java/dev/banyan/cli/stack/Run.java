package dev.banyan.cli.stack;

import dev.banyan.mariadb.OsProcess;
import java.time.Instant;
import java.util.Properties;

/**
 * The last run of an entry, as it is remembered between commands.
 *
 * @param wave when it was started, for stopping in reverse
 */
record Run(String name, OsProcess process, int wave, boolean paused) {

    boolean alive() {
        return process.alive();
    }

    Run withPaused(boolean nowPaused) {
        return new Run(name, process, wave, nowPaused);
    }

    Properties toProperties() {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(process.pid()));
        properties.setProperty("started", process.started().toString());
        properties.setProperty("wave", Integer.toString(wave));
        properties.setProperty("paused", Boolean.toString(paused));
        return properties;
    }

    static Run from(String name, Properties properties) {
        return new Run(
                name,
                new OsProcess(
                        Long.parseLong(properties.getProperty("pid", "0")),
                        Instant.parse(properties.getProperty("started", "1970-01-01T00:00:00Z"))),
                Integer.parseInt(properties.getProperty("wave", "0")),
                Boolean.parseBoolean(properties.getProperty("paused")));
    }
}
