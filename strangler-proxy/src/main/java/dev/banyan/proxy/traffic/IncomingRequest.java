package dev.banyan.proxy.traffic;

import dev.banyan.proxy.routing.RequestFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A client's request, as routing sees it. */
record IncomingRequest(ServerHttpRequest request) implements RequestFacts {
    @Override
    public String method() {
        return request.getMethod().name();
    }

    @Override
    public String rawPath() {
        return request.getURI().getRawPath();
    }

    @Override
    public @Nullable String rawQuery() {
        return request.getURI().getRawQuery();
    }

    @Override
    public List<String> header(String name) {
        List<String> values = request.getHeaders().get(name);
        return values == null ? List.of() : values;
    }

    @Override
    public List<String> cookie(String name) {
        List<HttpCookie> cookies = request.getCookies().get(name);
        return cookies == null
                ? List.of()
                : cookies.stream().map(HttpCookie::getValue).toList();
    }
}
