package dev.banyan.order.catalogue;

import dev.banyan.order.book.Orders;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Who may order. */
@Component
public final class Members {

    private final List<URI> urls;
    private final Orders orders;
    private final Lookup lookup;

    Members(CatalogueSettings settings, Orders orders, Lookup lookup) {
        this.urls = settings.members();
        this.orders = orders;
        this.lookup = lookup;
    }

    /**
     * Whether there is such a member: one who has ordered is; only for others somebody is asked.
     *
     * @throws dev.banyan.kit.web.Problem when nobody can tell
     */
    public boolean knows(long memberId) {
        return urls.isEmpty()
                || orders.anyOf(memberId)
                || lookup.get(urls, "/api/members/" + memberId, JsonNode.class).isPresent();
    }
}
