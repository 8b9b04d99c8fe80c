package dev.banyan.control.config;

import java.net.URI;

/** Where a database is and as whom to log in. The URL is a {@code jdbc:mysql://host:port/schema} for MySQL and MariaDB alike. */
public record DatabaseAddress(String url, String user, Secret password) {
    public DatabaseAddress {
        if (!url.startsWith("jdbc:mysql://")) {
            throw new IllegalArgumentException(
                    "a database url must look like jdbc:mysql://host:3306/schema, not '" + url + "'.");
        }
        if (URI.create(url.substring(5)).getPath().length() < 2) {
            throw new IllegalArgumentException("a database url must name its schema: '" + url + "/schema'.");
        }
    }

    public String host() {
        return URI.create(url.substring(5)).getHost();
    }

    public int port() {
        int port = URI.create(url.substring(5)).getPort();
        return port < 0 ? 3306 : port;
    }

    public String schema() {
        return URI.create(url.substring(5)).getPath().substring(1);
    }

    /** The URL with more driver properties; they win over none already there. */
    public String urlWith(String properties) {
        return url + (url.contains("?") ? "&" : "?") + properties;
    }
}
