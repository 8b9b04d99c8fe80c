package dev.banyan.kit.parcels;

import dev.banyan.kit.source.ImportQuery;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Owns parcels. */
@SpringBootApplication(proxyBeanMethods = false)
public class ParcelsService {

    @Bean
    ImportQuery parcelQuery() {
        return new ImportQuery(
                "parcels",
                ImportQuery.IdKind.NUMBER,
                "SELECT id, version, updated_at, deleted, city, weight FROM parcel");
    }

    public static RunningService start(TestDatabase database, String... settings) {
        String[] all = new String[settings.length + 4];
        all[0] = "--spring.application.name=parcels-service";
        all[1] = "--spring.flyway.locations=classpath:db/parcels";
        all[2] = "--outbox.enabled=true";
        all[3] = "--source.overlap=0s";
        System.arraycopy(settings, 0, all, 4, settings.length);
        return RunningService.start(ParcelsService.class, database, all);
    }
}
