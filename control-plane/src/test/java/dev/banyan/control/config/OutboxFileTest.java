package dev.banyan.control.config;

import static dev.banyan.control.config.MigrationText.parse;
import static dev.banyan.control.config.MigrationText.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.config.PhaseDefinition.Kind;
import dev.banyan.control.store.Json;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxFileTest {
    private static final String GOOD = """
            migration: ruby
            control:  { url: "jdbc:mysql://127.0.0.1:3310/banyan", user: banyan, password: p }
            proxy:    { listen: "0.0.0.0:8000", admin: "127.0.0.1:8001", token: secret }
            monolith:
              http: [ "http://127.0.0.1:8080" ]
              database: { url: "jdbc:mysql://127.0.0.1:3306/ruby", user: banyan, password: p }
            services:
              order:
                http: [ "http://127.0.0.1:9107" ]
                database: { url: "jdbc:mysql://127.0.0.1:3307/orders", user: banyan, password: p }
            events:
              region: ap-northeast-2
              endpoint: http://127.0.0.1:9324
              unsigned: true
              topics: { order-events: "arn:aws:sns:ap-northeast-2:123456789012:orders.fifo" }
              subscribers:
                review: { types: [ OrderDelivered ] }
                settlement: { types: [ OrderDelivered, OrderCancelled ] }
              views:
                orders: { source: order, service: order }
            phases:
              order-events:
                service: order
                outbox: outbox
                gates: { lag: 1s }
            """;

    @Test
    void readsAnOutboxAndWhereItsEventsGo() {
        Migration migration = parse(GOOD);

        PhaseDefinition outbox = migration.phase("order-events").orElseThrow();
        assertThat(outbox.kind()).isEqualTo(Kind.OUTBOX);
        assertThat(outbox.feed()).isTrue();
        assertThat(outbox.outbox()).isTrue();
        assertThat(outbox.routes()).isEmpty();
        assertThat(outbox.tables()).extracting(TableMapping::from).containsExactly("outbox");
        assertThat(outbox.gates().lag()).isEqualTo(Duration.ofSeconds(1));
        EventSettings events = Objects.requireNonNull(migration.events());
        assertThat(events.region()).isEqualTo("ap-northeast-2");
        assertThat(events.endpoint()).isEqualTo(URI.create("http://127.0.0.1:9324"));
        assertThat(events.unsigned()).isTrue();
        assertThat(events.topics()).containsKey("order-events");
        assertThat(events.subscribers())
                .containsEntry("settlement", Set.of("OrderDelivered", "OrderCancelled"))
                .hasSize(2);
        assertThat(events.views()).containsEntry("orders", new EventSettings.ViewPlace("order", "order", "orders"));
    }

    @Test
    void isTheSameAfterItWasFrozen() {
        PhaseDefinition outbox = parse(GOOD).phase("order-events").orElseThrow();

        assertThat(Json.read(Json.write(outbox), PhaseDefinition.class)).isEqualTo(outbox);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "outbox: outbox|outbox: outbox\\n    mode: keyed|'mode' does not go with 'outbox'",
                "outbox: outbox|outbox: outbox\\n    routes: []|'routes' does not go with 'outbox'",
                "outbox: outbox|outbox: outbox\\n    feed: true|'feed' does not go with 'outbox'",
                "{ lag: 1s }|{ mismatches: 0 }|'mismatches' does not go with 'outbox'",
                "service: order|service: ordr|Did you mean 'order'?",
                "region: ap-northeast-2|region: Seoul!|'region' must be like ap-northeast-2",
                "endpoint: http://127.0.0.1:9324|endpoint: nowhere|'endpoint' must be like http://127.0.0.1:9324",
                "endpoint: http://127.0.0.1:9324|prefix: demo-|'unsigned' goes with an 'endpoint' only",
                "[ OrderDelivered ]|[]|Subscriber 'review' names no types",
                "[ OrderDelivered ]|[ 'Order Delivered' ]|is no type of events",
                "review: { types|'my review': { types|must be at most 50 letters",
                "{ order-events: \"arn|{ orders-events: \"arn|Did you mean 'order-events'?",
                "{ source: order,|{ source: ordr,|View 'orders' names unknown service 'ordr'. Declared: order. Did you mean 'order'?",
                "    orders: {|    Orders: {|View 'Orders' must be at most 40 lower case letters",
                "orders.fifo|orders|must be the ARN of a FIFO topic",
                "database: { url: \"jdbc:mysql://127.0.0.1:3307/orders\", user: banyan, password: p }|token: t|reads its outbox there",
            })
    void refuses(String found, String replaced, String problem) {
        assertThat(problemOf(GOOD.replace(found, replaced.replace("\\n", "\n"))))
                .contains(problem);
    }

    @Test
    void anOutboxNeedsSomewhereToGo() {
        String text = GOOD.substring(0, GOOD.indexOf("events:")) + GOOD.substring(GOOD.indexOf("phases:"));

        assertThat(problemOf(text)).contains("Phase 'order-events' publishes an outbox, but nothing says where to.");
    }
}
