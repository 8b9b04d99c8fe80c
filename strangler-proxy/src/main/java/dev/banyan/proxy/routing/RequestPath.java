package dev.banyan.proxy.routing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request's path in segments, as servers see them: without path parameters ({@code ;v=1}) and empty segments, so that
 * no spelling of a path slips past its phase.
 *
 * @param raw as they came, percent-encoded
 * @param decoded what patterns are compared with
 */
record RequestPath(List<String> raw, List<String> decoded) {
    /** @throws IllegalArgumentException when the path has a broken escape or a dot segment, which servers read differently */
    static RequestPath parse(String path) {
        List<String> raw = new ArrayList<>();
        List<String> decoded = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            int parameters = segment.indexOf(';');
            String bare = parameters < 0 ? segment : segment.substring(0, parameters);
            if (bare.isEmpty()) {
                continue;
            }
            String text = bare.indexOf('%') < 0 ? bare : decode(bare);
            if (text.equals(".") || text.equals("..")) {
                throw new IllegalArgumentException("The path has a dot segment.");
            }
            raw.add(bare);
            decoded.add(text);
        }
        return new RequestPath(raw, decoded);
    }

    /** Percent-decoding of UTF-8; a plus stays a plus. */
    static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' has a broken percent escape.", e);
        }
    }
}
