package dev.banyan.proxy.admin;

import dev.banyan.proxy.routing.RequestFacts;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that somebody asks about: {@code method}, {@code path} (with its query) and {@code header=Name:value}. */
record TracedRequest(
        String method, String rawPath, @Nullable String rawQuery, List<String> headers) implements RequestFacts {
    static TracedRequest parse(String uri) {
        Map<String, List<String>> asked = new QueryStringDecoder(uri).parameters();
        String path = first(asked, "path", "/");
        int query = path.indexOf('?');
        return new TracedRequest(
                first(asked, "method", "GET").toUpperCase(Locale.ROOT),
                query < 0 ? path : path.substring(0, query),
                query < 0 ? null : path.substring(query + 1),
                asked.getOrDefault("header", List.of()));
    }

    @Override
    public List<String> header(String name) {
        List<String> values = new ArrayList<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon > 0 && header.substring(0, colon).strip().equalsIgnoreCase(name)) {
                values.add(header.substring(colon + 1).strip());
            }
        }
        return values;
    }

    @Override
    public List<String> cookie(String name) {
        List<String> values = new ArrayList<>();
        for (String line : header("Cookie")) {
            for (String pair : line.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    values.add(pair.substring(equals + 1).strip());
                }
            }
        }
        return values;
    }

    private static String first(Map<String, List<String>> parameters, String name, String otherwise) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? otherwise : values.get(0);
    }
}
