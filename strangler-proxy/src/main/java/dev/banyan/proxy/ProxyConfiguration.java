package dev.banyan.proxy;

import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.store.ControlStore;
import dev.banyan.proxy.admin.AdminServer;
import dev.banyan.proxy.admin.Status;
import dev.banyan.proxy.control.ControlLoop;
import dev.banyan.proxy.control.EvidenceReporter;
import dev.banyan.proxy.metrics.TrafficMeters;
import dev.banyan.proxy.routing.CurrentTable;
import dev.banyan.proxy.shift.HoldQueue;
import dev.banyan.proxy.shift.InFlight;
import dev.banyan.proxy.shift.Lease;
import dev.banyan.proxy.shift.StoreContact;
import dev.banyan.proxy.traffic.Road;
import dev.banyan.proxy.traffic.RoutingFilter;
import dev.banyan.proxy.traffic.Upstreams;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts the proxy's parts together. */
@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {
    @Bean
    ProxySettings proxySettings(Environment environment) {
        return ProxySettings.read(environment);
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> trafficPort(ProxySettings settings) {
        return factory -> {
            factory.setAddress(settings.listen().address().getAddress());
            factory.setPort(settings.listen().port());
        };
    }

    @Bean(destroyMethod = "close")
    ControlStore controlStore(ProxySettings settings) {
        return ControlStore.open(settings.migration().control(), 3);
    }

    @Bean
    CurrentTable currentTable() {
        return new CurrentTable();
    }

    @Bean
    PrometheusMeterRegistry meterRegistry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        return registry;
    }

    @Bean(destroyMethod = "close")
    Upstreams upstreams(ProxySettings settings) {
        return new Upstreams(settings.identity().upstreamTimeout());
    }

    @Bean
    Road road(ProxySettings settings, CurrentTable tables, PrometheusMeterRegistry registry, Upstreams upstreams) {
        Road road = new Road(
                tables,
                new InFlight(),
                new HoldQueue(tables),
                new Lease(Clock.systemUTC(), System::nanoTime, Fleet.LEASE),
                new StoreContact(System::nanoTime, settings.identity().trustDisk()),
                new TrafficMeters(registry),
                upstreams,
                settings.identity().upstreamTimeout(),
                settings.sideHeader());
        road.meters().showHeld(road.holds()::waiting);
        return road;
    }

    @Bean
    ProxyLifecycle proxyLifecycle(
            ProxySettings settings, ControlStore store, Road road, PrometheusMeterRegistry registry) {
        ControlLoop control = new ControlLoop(
                store,
                settings.identity(),
                road.tables(),
                road.inFlight(),
                road.lease(),
                road.contact(),
                System::nanoTime);
        String id = settings.identity().id();
        Status status =
                new Status(id, road.tables(), control, road.lease(), road.contact(), road.holds(), road.inFlight());
        AdminServer admin = new AdminServer(
                settings.admin().address(), settings.migration().proxy().token(), status, control::nudge, registry);
        return new ProxyLifecycle(
                admin,
                control,
                new EvidenceReporter(store, id, road.meters()),
                road.inFlight(),
                settings.identity().upstreamTimeout(),
                settings.warmUp());
    }

    @Bean
    RoutingFilter routingFilter(Road road) {
        return new RoutingFilter(road);
    }

    /** Spring answers CORS preflight requests itself, before any route; they are the upstream's to answer. */
    @Bean
    WebFilter preflight(RoutingFilter routing) {
        return (exchange, chain) ->
                CorsUtils.isPreFlightRequest(exchange.getRequest()) ? routing.pass(exchange) : chain.filter(exchange);
    }

    /** The one route. Its address stands for none: the filter chooses it. */
    @Bean
    RouteLocator everything(RoutingFilter routing) {
        Route route = Route.async()
                .id("everything")
                .uri("no://upstream")
                .asyncPredicate(exchange -> Mono.just(true))
                .filter(routing)
                .build();
        return () -> Flux.just(route);
    }
}
