package dev.banyan.proxy.traffic;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;

/** An upstream's answer: its head has arrived, its body not yet been read. It must be passed on or discarded. */
final class Answer {
    private final HttpClientResponse head;
    private final Connection connection;
    private final AtomicBoolean taken = new AtomicBoolean();

    Answer(HttpClientResponse head, Connection connection) {
        this.head = head;
        this.connection = connection;
    }

    int status() {
        return head.status().code();
    }

    /** Streams it to the client; completes when all of it has been written. */
    Mono<Void> passTo(ServerHttpResponse response) {
        response.setRawStatusCode(status());
        PassedHeaders.toClient(head.responseHeaders(), response);
        NettyDataBufferFactory buffers = (NettyDataBufferFactory) response.bufferFactory();
        Flux<DataBuffer> body = Flux.defer(() -> {
            taken.set(true);
            return connection.inbound().receive().retain().map(buffers::wrap);
        });
        boolean sized = head.responseHeaders().contains(HttpHeaderNames.CONTENT_LENGTH);
        Mono<Void> written = sized ? response.writeWith(body) : response.writeAndFlushWith(body.map(Flux::just));
        return written.doFinally(signal -> discard());
    }

    /** Gives it up, unless its body is being read; closes its connection. */
    void discard() {
        if (taken.compareAndSet(false, true)) {
            connection.dispose();
        }
    }
}
