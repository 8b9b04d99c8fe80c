package dev.banyan.relay.delivery;

import dev.banyan.kit.http.JsonHttp;
import dev.banyan.kit.http.NoAnswer;
import dev.banyan.relay.device.Device;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Posts orders to devices. A device may get an order more than once; its id tells. */
@Component
final class DevicePush {

    /** What a device made of it. */
    enum Outcome {
        /** It answered so at once: {@code {"accepted":true}}. */
        ACCEPTED,
        /** It has the order: 2xx in time. */
        TAKEN,
        /** Anything else. It may have got the order all the same. */
        NOT_TAKEN
    }

    private static final Logger log = LoggerFactory.getLogger(DevicePush.class);

    private final JsonHttp http;
    private final MeterRegistry meters;
    private final String base;

    DevicePush(RelaySettings settings, JsonMapper json, MeterRegistry meters) {
        this.http = new JsonHttp(json, settings.deviceTimeout(), settings.deviceTimeout());
        this.meters = meters;
        this.base = settings.devicesUrl().toString().replaceAll("/+$", "");
    }

    private record Message(long shopId, long orderId, long totalAmount, List<RelayedOrder.Item> items, long deviceId) {}

    Outcome push(Device device, RelayedOrder order) {
        Outcome outcome = send(device, order);
        meters.counter(
                        "relay.pushes",
                        "channel",
                        device.type() == null ? "unknown" : device.type().name().toLowerCase(Locale.ROOT),
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
        return outcome;
    }

    private Outcome send(Device device, RelayedOrder order) {
        String url = device.url();
        if (url == null) {
            return Outcome.NOT_TAKEN;
        }
        var message = new Message(device.shopId(), order.orderId(), order.totalAmount(), order.items(), device.id());
        try {
            JsonHttp.Answer answer = http.post(URI.create(url.startsWith("/") ? base + url : url), Map.of(), message);
            if (answer.successful()) {
                return answer.body().path("accepted").asBoolean(false) ? Outcome.ACCEPTED : Outcome.TAKEN;
            }
            log.debug("Device {} answered order {} with {}", device.id(), order.orderId(), answer.status());
        } catch (NoAnswer | IllegalArgumentException none) {
            log.debug("Device {}, order {}: {}", device.id(), order.orderId(), none.getMessage());
        }
        return Outcome.NOT_TAKEN;
    }
}
