package dev.banyan.playbooks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One proxy as a customer sees it: its idle connections, those that broke, and whether it answers at all. */
final class Target {

    /** The connection could not be made, or had been closed before the request could be written, so nobody has seen it. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private final String name;
    private final InetSocketAddress address;
    private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
    private final Queue<Break> breaks = new ConcurrentLinkedQueue<>();
    private volatile boolean down;

    /** A connection that broke after a request was written to it; moments by {@link System#nanoTime}. */
    private record Break(long begun, long broken) {}

    Target(String name, URI base) {
        this.name = name;
        this.address = new InetSocketAddress(base.getHost(), base.getPort());
    }

    String name() {
        return name;
    }

    /**
     * Requests that a death in this span cut off: begun before its end, their connections broken after its start. Moments by
     * {@link System#nanoTime}.
     */
    long cutOff(long from, long dead) {
        return breaks.stream()
                .filter(each -> each.begun() - dead <= 0 && each.broken() - from >= 0)
                .count();
    }

    /** Whether the last attempt met no connection, or one that broke; {@link #probe} clears it. */
    boolean down() {
        return down;
    }

    /**
     * Sends on an idle connection or a new one.
     *
     * @throws RefusedException when there was no connection to send on
     * @throws java.net.SocketTimeoutException when the answer was not there by the deadline
     * @throws IOException when the connection broke after the request was sent
     */
    Answer exchange(Wanted wanted, long deadlineNanos) throws IOException {
        long begun = System.nanoTime();
        HttpConnection connection = connection();
        boolean whole = false;
        try {
            Answer answer = connection.exchange(wanted, deadlineNanos);
            whole = connection.reusable();
            return answer;
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (HttpConnection.ClosedException e) {
            down = true;
            throw new RefusedException(e);
        } catch (IOException e) {
            down = true;
            breaks.add(new Break(begun, System.nanoTime()));
            throw e;
        } finally {
            if (whole) {
                idle.push(connection);
            } else {
                connection.close();
            }
        }
    }

    /** Tries to connect, and if that works, sends requests again. */
    void probe() {
        try {
            idle.push(new HttpConnection(address));
            down = false;
        } catch (IOException e) {
            down = true;
        }
    }

    void close() {
        for (HttpConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }

    private HttpConnection connection() throws RefusedException {
        for (HttpConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
            if (connection.usable()) {
                return connection;
            }
            connection.close();
        }
        try {
            return new HttpConnection(address);
        } catch (IOException e) {
            down = true;
            throw new RefusedException(e);
        }
    }
}
