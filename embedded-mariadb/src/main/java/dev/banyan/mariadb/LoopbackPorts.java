package dev.banyan.mariadb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free TCP ports on 127.0.0.1. They come from below the range that systems use for outgoing connections, so that a server which is down for
 * a while finds its port free when it comes back.
 */
public final class LoopbackPorts {

    private static final int FIRST = 15_000;
    private static final int COUNT = 17_000;

    private LoopbackPorts() {}

    /** A port that nobody listens on now. Another process may take it before the caller does. */
    public static int free() {
        int start = ThreadLocalRandom.current().nextInt(COUNT);
        for (int i = 0; i < COUNT; i++) {
            int port = FIRST + (start + i) % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "No port between " + FIRST + " and " + (FIRST + COUNT) + " is free on 127.0.0.1.");
    }

    public static boolean isFree(int port) {
        // Bound, but never listening: a client that tries meanwhile must not be accepted and dropped.
        try (Socket socket = new Socket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
