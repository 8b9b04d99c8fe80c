package dev.banyan.order.timer;

import dev.banyan.kit.http.JsonHttp;
import dev.banyan.kit.http.NoAnswer;
import dev.banyan.kit.web.Problem;
import dev.banyan.order.book.Deadline;
import dev.banyan.order.book.OrderBook;
import java.net.URI;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has an order settled by whoever owns it. Without addresses that is this service. With them the request goes where
 * customers' requests enter: a shift holds it like any other write, and after a rollback the monolith gets it.
 */
@Component
final class Settling {

    private static final Logger log = LoggerFactory.getLogger(Settling.class);

    private final OrderBook book;
    private final TimerSettings settings;
    private final JsonHttp http;

    Settling(OrderBook book, TimerSettings settings, JsonMapper json) {
        this.book = book;
        this.settings = settings;
        this.http = new JsonHttp(json, settings.callTimeout(), settings.callTimeout());
    }

    /** Whether it is settled now; false: not known to be. */
    boolean settled(Deadline due) {
        return settings.through().isEmpty() ? here(due.orderId()) : atItsOwner(due);
    }

    private boolean here(long orderId) {
        try {
            book.settle(orderId);
            return true;
        } catch (Problem gone) {
            if (gone.status() != HttpStatus.NOT_FOUND) {
                throw gone;
            }
            log.warn("Order {} is due, and gone", orderId);
            return true;
        }
    }

    private boolean atItsOwner(Deadline due) {
        Map<String, String> headers =
                due.memberId() == null ? Map.of() : Map.of("X-Member-Id", String.valueOf(due.memberId()));
        for (URI base : settings.through()) {
            try {
                JsonHttp.Answer answer =
                        http.post(base.resolve("/api/orders/" + due.orderId() + "/settle"), headers, Map.of());
                if (answer.successful()) {
                    return true;
                }
                log.info("Order {} is due ({}): {} answered {}", due.orderId(), due.kind(), base, answer.status());
            } catch (NoAnswer none) {
                log.info("Order {} is due ({}): {} {}", due.orderId(), due.kind(), base, none.getMessage());
            }
        }
        return false;
    }
}
