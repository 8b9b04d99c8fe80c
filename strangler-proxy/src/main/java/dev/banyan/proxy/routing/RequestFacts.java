package dev.banyan.proxy.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What routing may know of a request; nothing of its body. */
public interface RequestFacts {
    /** Upper case. */
    String method();

    /** The path as it came, percent-encoded. */
    String rawPath();

    /** The query as it came, without the question mark; null when there is none. */
    @Nullable
    String rawQuery();

    /** All values of a header, whatever its case; empty when it is absent. */
    List<String> header(String name);

    /** All values of a cookie; empty when it is absent. */
    List<String> cookie(String name);
}
