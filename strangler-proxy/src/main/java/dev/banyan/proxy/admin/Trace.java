package dev.banyan.proxy.admin;

import dev.banyan.proxy.routing.Decision;
import dev.banyan.proxy.routing.RoutingTable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Says where a request would go, and why, without sending it. */
final class Trace {
    private Trace() {}

    static Map<String, Object> of(RoutingTable table, TracedRequest request) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("revision", table.revision().number());
        said.put("method", request.method());
        said.put("path", request.rawPath());
        Decision decision = table.decide(request);
        if (decision instanceof Decision.Routed routed) {
            said.put("side", routed.side().name().toLowerCase(Locale.ROOT));
            said.put("phase", routed.phase());
            said.put("upstream", routed.upstream());
            said.put("upstreamPath", routed.path());
            said.put("write", routed.write());
            if (routed.key() != null) {
                said.put("key", routed.key());
                said.put("cohort", routed.cohort());
            }
            said.put("split", routed.routing().split());
            said.put("moving", routed.moving());
            said.put("held", routed.held());
        } else if (decision instanceof Decision.Refused refused) {
            said.put("side", "none");
            said.put("status", refused.status());
        } else {
            said.put("side", "monolith");
        }
        said.put("reason", decision.reason());
        return said;
    }
}
