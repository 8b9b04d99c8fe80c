package dev.banyan.proxy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sends what no proper one would: parts of requests. */
final class RawClient implements AutoCloseable {
    private final Socket socket;

    RawClient(RunningProxy proxy) throws IOException {
        URI address = URI.create(proxy.traffic);
        socket = new Socket(address.getHost(), address.getPort());
    }

    /** The head of a payment of a member's, and as much of its body as is given. */
    RawClient post(String member, String framing, String body) throws IOException {
        return send("POST /api/members/" + member + "/payments HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n\r\n" + body);
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return this;
    }

    /** Waits for an answer and reads its first bytes: all of it, when it is short. */
    String answer() throws IOException {
        byte[] bytes = new byte[4096];
        socket.setSoTimeout(10_000);
        int count = socket.getInputStream().read(bytes);
        return new String(bytes, 0, Math.max(0, count), StandardCharsets.UTF_8);
    }

    /** Hangs up. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
