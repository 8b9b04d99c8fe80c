package dev.banyan.kit.tracking;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.banyan.events.Event;
import dev.banyan.events.QueueDepth;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.Subscription;
import dev.banyan.events.testing.EmbeddedSqs;
import dev.banyan.kit.parcels.OutboxReader;
import dev.banyan.kit.parcels.Parcels;
import dev.banyan.kit.parcels.ParcelsService;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Parcels, who tell of their changes, tracking, which hears of them and keeps a view, and all that is between them. */
final class EventsUnderTest implements AutoCloseable {

    static final String SUBSCRIBER = "tracking";

    final EmbeddedSqs sqs = EmbeddedSqs.start();
    final Queues queues = Queues.open(sqs.settings(), QueueSettings.DEFAULTS);
    final QueuePublisher publisher = new QueuePublisher(
            queues, List.of(new Subscription(SUBSCRIBER, Set.of("ParcelChanged", "ParcelDelivered"))));
    final OutboxReader outbox;
    final JdbcClient trackingSql;

    /** Between the two services. */
    private final WireMockServer road =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    private final TestDatabase trackingDatabase = TestDatabase.create();
    private final JdbcClient parcelsSql;
    private final RunningService parcelsService;
    private RunningService tracking;
    private long lastParcel;

    private EventsUnderTest() {
        TestDatabase parcelsDatabase = TestDatabase.create();
        parcelsSql = parcelsDatabase.sql();
        trackingSql = trackingDatabase.sql();
        outbox = new OutboxReader(parcelsSql);
        parcelsService = ParcelsService.start(parcelsDatabase);
        road.start();
        openTheRoad();
        tracking = TrackingService.start(trackingDatabase, sqs, road.baseUrl());
    }

    static EventsUnderTest start() {
        return new EventsUnderTest();
    }

    /** The number of a parcel that nobody has sent yet. */
    long newParcel() {
        return ++lastParcel;
    }

    Parcels parcels() {
        return parcelsService.bean(Parcels.class);
    }

    RunningService tracking() {
        return tracking;
    }

    /** Gracefully. */
    void stopTracking() {
        tracking.close();
    }

    void startTracking() {
        tracking = TrackingService.start(trackingDatabase, sqs, road.baseUrl());
    }

    Deliveries deliveries() {
        return tracking.bean(Deliveries.class);
    }

    void openTheRoad() {
        onTheRoad(aResponse().proxiedFrom(parcelsService.url()));
    }

    /** Tracking gets no answer from parcels. */
    void blockTheRoad() {
        onTheRoad(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    private void onTheRoad(ResponseDefinitionBuilder answer) {
        road.stubFor(any(anyUrl()).willReturn(answer));
    }

    /** Publishes what came since the last call, and returns it. */
    List<Event> sync() {
        List<Event> events = outbox.next();
        publisher.publish(events);
        return events;
    }

    /** As a receiver does that dies before it deletes: the same event under another message. */
    void redeliver(Event event) {
        send(event.toJson());
    }

    /** A message of this text, whatever it may be. */
    void send(String body) {
        RawMessages.send(sqs, SUBSCRIBER + ".fifo", body);
    }

    QueueDepth depth() {
        return queues.depth(SUBSCRIBER);
    }

    /** How often events were put off because somebody was not there. */
    double waits() {
        return tracking.bean(MeterRegistry.class).find("events.tried").tag("outcome", "waits").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    List<Long> fees(long parcel) {
        return trackingSql
                .sql("SELECT fee FROM delivery WHERE parcel = ? ORDER BY id")
                .param(String.valueOf(parcel))
                .query(Long.class)
                .list();
    }

    List<String> cities(long parcel) {
        return trackingSql
                .sql("SELECT city FROM parcel_view WHERE id = ? AND NOT deleted")
                .param(String.valueOf(parcel))
                .query(String.class)
                .list();
    }

    void assertAllHandled() {
        eventually().until(() -> depth().isEmpty());
    }

    void assertViewEqualsSource() {
        assertViewEqualsSource("view and source");
    }

    void assertViewEqualsSource(String what) {
        assertThat(view("NOT deleted")).as(what).isEqualTo(source("NOT deleted"));
    }

    /** Of these parcels alone. Others may have been delivered since: that raises a version, and no view is told. */
    void assertViewEqualsSource(long... parcels) {
        String these = "NOT deleted AND id IN ("
                + LongStream.of(parcels).mapToObj(String::valueOf).collect(Collectors.joining(", ")) + ")";
        assertThat(view(these)).isEqualTo(source(these)).hasSize(parcels.length);
    }

    private List<String> view(String which) {
        return rows(trackingSql, "parcel_view", which);
    }

    private List<String> source(String which) {
        return rows(parcelsSql, "parcel", which);
    }

    private static List<String> rows(JdbcClient sql, String table, String which) {
        return sql.sql("SELECT CONCAT_WS(' ', id, version, city, weight) FROM " + table + " WHERE " + which
                        + " ORDER BY CAST(id AS SIGNED)")
                .query(String.class)
                .list();
    }

    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100));
    }

    @Override
    public void close() {
        tracking.close();
        road.stop();
        parcelsService.close();
        queues.close();
        sqs.close();
    }
}
