package dev.banyan.ruby.relay;

import dev.banyan.ruby.http.JsonHttp;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Posts orders to devices. */
@Component
final class DevicePush {

    private static final Logger log = LoggerFactory.getLogger(DevicePush.class);

    private final JsonHttp http;
    private final String base;

    DevicePush(RelayProperties properties, JsonMapper json) {
        this.http = new JsonHttp(json, properties.deviceTimeout(), properties.deviceTimeout());
        this.base = properties.devicesUrl().toString().replaceAll("/+$", "");
    }

    private record Message(long shopId, long orderId, long totalAmount, List<RelayedOrder.Item> items, long deviceId) {}

    /** Whether the device took the order; one that did not say so in time may have got it all the same. */
    boolean push(Device device, RelayedOrder order) {
        String url = device.url();
        if (url == null) {
            return false;
        }
        var message = new Message(device.shopId(), order.orderId(), order.totalAmount(), order.items(), device.id());
        try {
            URI uri = URI.create(url.startsWith("/") ? base + url : url);
            int status = http.post(uri, Map.of(), message).status();
            if (status >= 200 && status < 300) {
                return true;
            }
            log.debug("Device {} answered order {} with {}", device.id(), order.orderId(), status);
        } catch (IOException | IllegalArgumentException e) {
            log.debug("Device {} did not take order {}: {}", device.id(), order.orderId(), e.toString());
        }
        return false;
    }
}
