package dev.banyan.playbooks.load;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Buffered lines and bytes of a socket, each wait bounded by one deadline. */
final class DeadlineInput {

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int next;
    private int end;
    private long deadline;

    DeadlineInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** From now on waits end at this {@link System#nanoTime} with a {@link SocketTimeoutException}. */
    void until(long deadlineNanos) {
        deadline = deadlineNanos;
    }

    String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        while (true) {
            if (next == end && !fill()) {
                throw new EOFException("The connection broke before the whole answer had come");
            }
            char read = (char) buffer[next++];
            if (read == '\n') {
                return line.toString();
            }
            if (read != '\r') {
                line.append(read);
            }
        }
    }

    void copy(int count, ByteArrayOutputStream to) throws IOException {
        int left = count;
        while (left > 0) {
            if (next == end && !fill()) {
                throw new EOFException("The connection broke before the whole answer had come");
            }
            int part = Math.min(left, end - next);
            to.write(buffer, next, part);
            next += part;
            left -= part;
        }
    }

    void copyToEnd(ByteArrayOutputStream to) throws IOException {
        do {
            to.write(buffer, next, end - next);
            next = end;
        } while (fill());
    }

    private boolean fill() throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("No answer in time");
        }
        socket.setSoTimeout((int) left);
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
