package dev.banyan.proxy.traffic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Connections to both sides, a pool of bounded size for each upstream. Instances take turns; one that refuses a
 * connection is passed over, since nothing was sent to it. Nothing is ever sent twice.
 */
public final class Upstreams implements AutoCloseable {
    private static final int CONNECTIONS = 500;
    private static final int PENDING = 1_000;
    private static final Duration ACQUIRE = Duration.ofSeconds(2);
    private static final int CONNECT_MILLIS = 2_000;

    /** Below the keep-alive of any usual server (the shortest in use, Node's, is 5 s). */
    private static final Duration MAX_IDLE = Duration.ofSeconds(4);

    private final Map<String, Upstream> upstreams = new ConcurrentHashMap<>();
    private final Duration timeout;

    /** @param timeout the longest an upstream may be silent, once it has a request, until its answer has come */
    public Upstreams(Duration timeout) {
        this.timeout = timeout;
    }

    /** One request as it is to be sent; {@code body} null for none. */
    record Outgoing(
            String method,
            String pathAndQuery,
            Consumer<HttpHeaders> headers,
            @Nullable Publisher<ByteBuf> body) {}

    private record Upstream(ConnectionProvider pool, HttpClient client, AtomicInteger turn) {}

    /** Sends a request when subscribed to; cancelling it closes the connection. */
    Mono<Answer> send(String upstream, List<String> addresses, Outgoing request) {
        Upstream of = upstreams.computeIfAbsent(upstream, this::open);
        int first = Math.floorMod(of.turn().getAndIncrement(), addresses.size());
        return attempt(of.client(), addresses, first, 0, request);
    }

    @Override
    public void close() {
        upstreams.values().forEach(upstream -> upstream.pool().dispose());
    }

    private static Mono<Answer> attempt(
            HttpClient client, List<String> addresses, int first, int tried, Outgoing request) {
        Mono<Answer> answer = send(client, addresses.get((first + tried) % addresses.size()), request);
        if (tried + 1 >= addresses.size()) {
            return answer;
        }
        return answer.onErrorResume(Upstreams::refused, error -> attempt(client, addresses, first, tried + 1, request));
    }

    private static Mono<Answer> send(HttpClient client, String address, Outgoing request) {
        HttpClient.RequestSender sender = client.headers(request.headers())
                .request(HttpMethod.valueOf(request.method()))
                .uri(address + request.pathAndQuery());
        Publisher<ByteBuf> body = request.body();
        HttpClient.ResponseReceiver<?> receiver = body == null ? sender : sender.send(body);
        return receiver.responseConnection((head, connection) -> Mono.just(new Answer(head, connection)))
                .single();
    }

    /** Whether the connection never came to be. */
    static boolean refused(Throwable error) {
        return error instanceof ConnectException || error instanceof UnknownHostException;
    }

    private Upstream open(String name) {
        ConnectionProvider pool = ConnectionProvider.builder(name)
                .maxConnections(CONNECTIONS)
                .pendingAcquireMaxCount(PENDING)
                .pendingAcquireTimeout(ACQUIRE)
                .maxIdleTime(MAX_IDLE)
                .evictInBackground(Duration.ofSeconds(5))
                .lifo()
                .build();
        HttpClient client = HttpClient.create(pool)
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .responseTimeout(timeout)
                .httpResponseDecoder(decoder -> decoder.maxHeaderSize(32_768).validateHeaders(false));
        return new Upstream(pool, client, new AtomicInteger());
    }
}
