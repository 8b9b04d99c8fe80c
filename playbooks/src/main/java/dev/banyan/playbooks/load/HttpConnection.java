package dev.banyan.playbooks.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection, kept alive between requests. It never repeats a request by itself, so that the load knows
 * which requests were refused, which broke under way and which got no answer in time. Not thread-safe.
 */
final class HttpConnection implements AutoCloseable {

    private static final int CONNECT_MILLIS = 1_000;

    private final SocketChannel channel;
    private final String host;
    private final DeadlineInput in;
    private final OutputStream out;
    private boolean reusable = true;

    /** The other end had closed the connection before the request could be written: nobody has seen it. */
    static final class ClosedException extends IOException {
        private static final long serialVersionUID = 1L;

        ClosedException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** @throws IOException when nobody listens there, or nobody answers within a second */
    HttpConnection(InetSocketAddress address) throws IOException {
        channel = SocketChannel.open();
        host = address.getHostString() + ":" + address.getPort();
        try {
            channel.socket().connect(address, CONNECT_MILLIS);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            in = new DeadlineInput(channel.socket());
            out = channel.socket().getOutputStream();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether an idle connection can take another request: the other end has neither closed it nor said anything. */
    boolean usable() {
        try {
            channel.configureBlocking(false);
            int read = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return reusable && read == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @throws SocketTimeoutException when it is not there by {@code deadlineNanos} ({@link System#nanoTime})
     * @throws ClosedException when the request could not be written
     * @throws IOException when the connection broke after it was
     */
    Answer exchange(Wanted wanted, long deadlineNanos) throws IOException {
        in.until(deadlineNanos);
        try {
            out.write(bytes(wanted));
        } catch (IOException e) {
            throw new ClosedException(e);
        }
        return read();
    }

    boolean reusable() {
        return reusable;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            reusable = false;
        }
    }

    private byte[] bytes(Wanted wanted) {
        byte[] body = wanted.body() == null ? new byte[0] : wanted.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(256)
                .append(wanted.method())
                .append(' ')
                .append(wanted.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\nAccept: application/json\r\nX-Member-Id: ")
                .append(wanted.member())
                .append("\r\n");
        if (wanted.key() != null) {
            head.append("Idempotency-Key: ").append(wanted.key()).append("\r\n");
        }
        if (wanted.body() != null) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private Answer read() throws IOException {
        String[] status = in.line().split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
            throw new IOException("Not an HTTP answer");
        }
        int code = Integer.parseInt(status[1]);
        int length = -1;
        boolean chunked = false;
        int retryAfter = -1;
        String side = null;
        String phase = null;
        for (String header = in.line(); !header.isEmpty(); header = in.line()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                case "connection" -> reusable &= !value.equalsIgnoreCase("close");
                case "retry-after" -> retryAfter = value.matches("\\d{1,4}") ? Integer.parseInt(value) : 1;
                case "x-banyan-side" -> side = value;
                case "x-banyan-phase" -> phase = value;
                default -> {}
            }
        }
        return new Answer(code, retryAfter, side, phase, body(code, length, chunked));
    }

    private String body(int code, int length, boolean chunked) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(Math.max(length, 512));
        if (chunked) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                in.copy(size, body);
                in.line();
            }
            while (!in.line().isEmpty()) {
                // a trailer; none matters
            }
        } else if (length >= 0) {
            in.copy(length, body);
        } else if (code != 204 && code != 304) {
            reusable = false;
            in.copyToEnd(body);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private int chunkSize() throws IOException {
        String size = in.line();
        int end = size.indexOf(';');
        return Integer.parseInt((end < 0 ? size : size.substring(0, end)).strip(), 16);
    }
}
