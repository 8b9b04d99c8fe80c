package dev.banyan.kit.migration;

import java.util.Arrays;
import java.util.stream.Stream;
import org.flywaydb.core.api.Location;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;

/** Has tables of the kit made together with the service's own. */
public final class KitTables {

    private KitTables() {}

    /** @param folder of the class path, with repeatable migrations only */
    public static FlywayConfigurationCustomizer in(String folder) {
        return flyway -> {
            Stream<Location> own = Arrays.stream(flyway.getLocations());
            Stream<Location> ours = Stream.of(Location.fromPath("classpath:", folder));
            flyway.locations(Stream.concat(own, ours).toArray(Location[]::new));
        };
    }
}
