package dev.banyan.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** An address to listen on. */
record HostPort(String host, int port) {
    /** @param key what messages call the setting */
    static HostPort parse(String key, String text) {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (colon > 0 && port >= 0 && port <= 65_535) {
                return new HostPort(text.substring(0, colon), port);
            }
        } catch (NumberFormatException e) {
            // said below, with all other wrong forms
        }
        throw new StartupException(
                "'" + key + "' must be host:port with a port of 0 to 65535, not '" + text + "'.",
                "Write it like 127.0.0.1:8001.");
    }

    /**
     * Makes sure that the port is free; port 0 becomes a free one. Checked before anything else, so that a second
     * process does not take over the registration of the first.
     */
    HostPort free(String key) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address());
            return new HostPort(host, socket.getLocalPort());
        } catch (IOException | IllegalArgumentException e) {
            throw new StartupException(
                    "The proxy can't listen on " + host + ":" + port + " (" + key + "): " + e.getMessage() + ".",
                    "Stop the process that uses the port, or choose another with --" + key + "=HOST:PORT.");
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** A URL under which other processes reach it. */
    String url() {
        return "http://"
                + (address().getAddress() != null && address().getAddress().isAnyLocalAddress() ? local() : host) + ":"
                + port;
    }

    private static String local() {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (IOException e) {
            return "127.0.0.1";
        }
    }
}
