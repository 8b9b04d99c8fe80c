package dev.banyan.ruby.relay;

import dev.banyan.ruby.web.Problems;
import dev.banyan.ruby.web.Requests;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The relay over HTTP: for checkouts, and for the shops' devices. */
@RestController
@RequestMapping("/api/relay/shops/{shopId}")
final class RelayController {

    private final RelayDesk desk;
    private final Devices devices;

    RelayController(RelayDesk desk, Devices devices) {
        this.desk = desk;
        this.devices = devices;
    }

    /** An order that was taken. */
    record Taken(long orderId, RelayStatus status) {}

    /** Who accepts. */
    record Acceptance(@Nullable Long deviceId) {}

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Taken relay(
            @PathVariable long shopId,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody RelayedOrder.Body body) {
        OrderRelay relay = desk.relay(shopId, Requests.idempotencyKey(key), body.checked());
        return new Taken(relay.orderId(), relay.status());
    }

    @GetMapping("/orders/{orderId}")
    OrderRelay get(@PathVariable long shopId, @PathVariable long orderId) {
        return desk.get(shopId, orderId);
    }

    @PostMapping("/orders/{orderId}/accept")
    OrderRelay accept(@PathVariable long shopId, @PathVariable long orderId, @RequestBody Acceptance body) {
        return desk.accept(shopId, orderId, Requests.inRange("deviceId", body.deviceId(), 1, Long.MAX_VALUE));
    }

    @GetMapping("/devices")
    List<Device> devices(@PathVariable long shopId) {
        return devices.of(shopId);
    }

    @PutMapping("/devices/{deviceId}")
    Device change(@PathVariable long shopId, @PathVariable long deviceId, @RequestBody DeviceChange change) {
        devices.change(shopId, deviceId, change);
        return devices.find(shopId, deviceId)
                .orElseThrow(() -> Problems.notFound("Shop %d has no device %d.".formatted(shopId, deviceId)));
    }
}
