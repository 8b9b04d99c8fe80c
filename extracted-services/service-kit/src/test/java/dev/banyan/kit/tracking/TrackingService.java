package dev.banyan.kit.tracking;

import dev.banyan.events.testing.EmbeddedSqs;
import dev.banyan.kit.source.Importer;
import dev.banyan.kit.source.KeptView;
import dev.banyan.kit.source.Source;
import dev.banyan.kit.source.View;
import dev.banyan.kit.source.ViewTable;
import dev.banyan.kit.subscribe.ViewFetch;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows where parcels are and what they cost. */
@SpringBootApplication(proxyBeanMethods = false)
public class TrackingService {

    @Bean
    ViewTable parcelView(JdbcClient jdbc) {
        return new ViewTable(jdbc, "parcel_view", List.of("city", "weight"));
    }

    @Bean
    Source parcels(@Value("${tracking.parcels}") URI parcels) {
        return new Source(parcels, "parcels", Duration.ofSeconds(1));
    }

    @Bean
    ViewFetch parcelFetch(View view, Source source) {
        return new ViewFetch(Set.of("ParcelChanged"), view, source);
    }

    @Bean
    Importer parcelImport(View view, Source source, JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Importer(view, source, jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    KeptView keptParcels(ViewTable view, Importer importer) {
        return new KeptView("parcels", view, importer);
    }

    public static RunningService start(TestDatabase database, EmbeddedSqs sqs, String parcels, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.application.name=tracking-service",
                "--spring.flyway.locations=classpath:db/tracking",
                "--tracking.parcels=" + parcels,
                "--subscribe.endpoint=" + sqs.endpoint(),
                "--subscribe.region=elasticmq",
                "--subscribe.anonymous=true",
                "--subscribe.poll=1s",
                "--subscribe.visibility=3s",
                "--subscribe.attempts=3",
                "--subscribe.back-off=50ms",
                "--subscribe.longest-back-off=200ms"));
        all.addAll(List.of(settings));
        return RunningService.start(TrackingService.class, database, all.toArray(String[]::new));
    }
}
