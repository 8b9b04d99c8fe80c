package dev.banyan.city;

import dev.banyan.kit.source.ImportQuery;
import dev.banyan.kit.source.ImportQuery.IdKind;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Owns shops, menus and ads, and lets others import them. */
@SpringBootApplication(proxyBeanMethods = false)
public class CityService {

    private static final String ENVELOPE = "SELECT id, version, updated_at, FALSE AS deleted, ";

    @Bean
    ImportQuery shops() {
        return new ImportQuery(
                "shops",
                IdKind.NUMBER,
                ENVELOPE
                        + "name, category_code, category_name, opening, location_latitude, location_longitude FROM shop");
    }

    @Bean
    ImportQuery menus() {
        return new ImportQuery("menus", IdKind.NUMBER, ENVELOPE + "shop_id, name, availability FROM menu");
    }

    @Bean
    ImportQuery ads() {
        return new ImportQuery(
                "ads",
                IdKind.NUMBER,
                "SELECT id, version, updated_at, status = 'STOPPED' AS deleted, shop_id, type, bid, starts_at, ends_at,"
                        + " keywords FROM ad");
    }

    public static RunningService start(TestDatabase database) {
        return RunningService.start(
                CityService.class,
                database,
                "--spring.application.name=city-service",
                "--spring.flyway.locations=classpath:db/city",
                "--source.overlap=0s");
    }
}
