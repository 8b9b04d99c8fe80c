package dev.banyan.proxy.traffic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The body of a client's request. A small one of known length can be taken in before anything is sent, so that a client
 * that stops in the middle of it has nothing under way; any other is passed on piece by piece.
 */
final class ClientBody {
    /** In bytes. */
    private static final long SMALL = 65_536;

    private final ServerHttpRequest request;
    private volatile byte @Nullable [] whole;

    ClientBody(ServerHttpRequest request) {
        this.request = request;
    }

    /** Whether it can be taken in and has not been. */
    boolean outstanding() {
        return whole == null && length() > 0 && length() <= SMALL;
    }

    /** Takes it in. @return whether all of it came before {@code patience} ran out */
    Mono<Boolean> takeIn(Duration patience) {
        return DataBufferUtils.join(request.getBody())
                .map(this::keep)
                .timeout(patience)
                .onErrorReturn(false)
                .defaultIfEmpty(false);
    }

    /** What was taken in; null when nothing was. */
    @Nullable
    Mono<ByteBuf> whole() {
        byte[] taken = whole;
        return taken == null ? null : Mono.fromSupplier(() -> Unpooled.wrappedBuffer(taken));
    }

    /** What has not been taken in, as it comes; null when there is none. The body of a client that leaves just ends. */
    @Nullable
    Flux<ByteBuf> pieces() {
        boolean some = length() > 0 || request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
        return whole == null && some ? request.getBody().map(NettyDataBufferFactory::toByteBuf) : null;
    }

    private boolean keep(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        whole = bytes;
        return bytes.length == length();
    }

    private long length() {
        return request.getHeaders().getContentLength();
    }
}
