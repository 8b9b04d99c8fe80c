package dev.banyan.kit.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.events.Event;
import dev.banyan.kit.parcels.Parcels;
import dev.banyan.kit.parcels.ParcelsService;
import dev.banyan.kit.source.Source;
import dev.banyan.kit.source.SourceDown;
import dev.banyan.kit.source.ViewTable;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ViewFetchIT {

    private static final Delivery FIRST = new Delivery(false, false);
    private static final Delivery REPUBLISHED = new Delivery(false, true);

    private static RunningService service;
    private static JdbcClient viewSql;
    private static ViewTable view;
    private static ViewFetch fetch;
    private static long nextParcel;

    private final long parcel = ++nextParcel;

    @BeforeAll
    static void start() {
        service = ParcelsService.start(TestDatabase.create());
        viewSql = TestDatabase.create().sql();
        viewSql.sql(
                        "CREATE TABLE parcel_view (id VARCHAR(40) PRIMARY KEY, version BIGINT NOT NULL, updated_at DATETIME(6)"
                                + " NOT NULL, deleted TINYINT(1) NOT NULL, city VARCHAR(40))")
                .update();
        view = new ViewTable(viewSql, "parcel_view", List.of("city"));
        fetch = new ViewFetch(
                Set.of("ParcelChanged"), view, new Source(URI.create(service.url()), "parcels", Duration.ofSeconds(1)));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void manyEventsOfARowCostOneFetch() {
        Event first = parcels().send(parcel, "Seoul");
        Event second = parcels().send(parcel, "Busan");
        Event third = parcels().send(parcel, "Jeju");

        fetch.handle(first, FIRST);
        assertThat(city()).isEqualTo("Jeju");
        long answered = answered();

        assertThat(fetch.prepare(second, FIRST)).isEmpty();
        assertThat(fetch.prepare(third, FIRST)).isEmpty();

        assertThat(answered()).isEqualTo(answered);
        assertThat(view.version(String.valueOf(parcel))).isEqualTo(3);
    }

    @Test
    void anAnswerOlderThanTheEventIsWaitedOut() {
        Event first = parcels().send(parcel, "Seoul");
        Event future = new Event(
                "future-" + parcel,
                first.type(),
                1,
                first.aggregateId(),
                2,
                first.occurredAt(),
                List.of(),
                null,
                null,
                first.attributes());

        assertThatThrownBy(() -> fetch.prepare(future, FIRST))
                .isInstanceOf(SourceDown.class)
                .hasMessage("The source has version 1 of " + parcel + ", and its event future-" + parcel
                        + " tells version 2");
        parcels().send(parcel, "Busan");
        fetch.handle(future, FIRST);

        assertThat(city()).isEqualTo("Busan");
    }

    @Test
    void aRepublicationWritesTheSameVersionAgain() {
        Event first = parcels().send(parcel, "Seoul");
        fetch.handle(first, FIRST);
        viewSql.sql("UPDATE parcel_view SET city = 'wrong' WHERE id = ?")
                .param(String.valueOf(parcel))
                .update();

        fetch.handle(first, FIRST);
        assertThat(city()).isEqualTo("wrong");
        fetch.handle(first.republished("r"), REPUBLISHED);

        assertThat(city()).isEqualTo("Seoul");
    }

    @Test
    void aRepublicationOfAnOldEventBuriesARowThatIsGone() {
        Event first = parcels().send(parcel, "Seoul");
        parcels().send(parcel, "Busan");
        fetch.handle(first, FIRST);
        parcels().forget(parcel);

        fetch.handle(first.republished("r"), REPUBLISHED);

        assertThat(viewSql.sql("SELECT CONCAT(version, ' ', deleted) FROM parcel_view WHERE id = ?")
                        .param(String.valueOf(parcel))
                        .query(String.class)
                        .single())
                .isEqualTo("2 1");
    }

    private static Parcels parcels() {
        return service.bean(Parcels.class);
    }

    /** Requests for rows that the source has answered. */
    private static long answered() {
        return service.http()
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count") && line.contains("/import/"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private String city() {
        return viewSql.sql("SELECT city FROM parcel_view WHERE id = ?")
                .param(String.valueOf(parcel))
                .query(String.class)
                .single();
    }
}
