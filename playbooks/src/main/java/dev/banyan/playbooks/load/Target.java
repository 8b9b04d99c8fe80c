package dev.banyan.playbooks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** One proxy as a customer sees it: its idle connections, what is under way there, and whether it answers at all. */
final class Target {

    /** The connection could not be made, so nothing was sent. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private final String name;
    private final InetSocketAddress address;
    private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean down;

    Target(String name, InetSocketAddress address) {
        this.name = name;
        this.address = address;
    }

    String name() {
        return name;
    }

    int underWay() {
        return underWay.get();
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
        HttpConnection connection = connection();
        underWay.incrementAndGet();
        boolean whole = false;
        try {
            Answer answer = connection.exchange(wanted, deadlineNanos);
            whole = connection.reusable();
            return answer;
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            down = true;
            throw e;
        } finally {
            underWay.decrementAndGet();
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
