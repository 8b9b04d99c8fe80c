package dev.banyan.proxy.traffic;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The one filter of the one route: takes every request to the side that owns it. */
public final class RoutingFilter implements GatewayFilter, Ordered {
    private final Road road;
    private final Patience patience = new Patience();

    public RoutingFilter(Road road) {
        this.road = road;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return pass(exchange);
    }

    /** Takes one request all the way; nothing else of the gateway has a part in it. */
    public Mono<Void> pass(ServerWebExchange exchange) {
        return Mono.defer(() -> new Passage(road, patience, exchange).run());
    }

    /** Before all filters of the gateway's own: it answers the request itself. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
