package dev.banyan.relay.web;

import dev.banyan.kit.web.IdempotencyKey;
import dev.banyan.kit.web.Problem;
import dev.banyan.relay.device.Device;
import dev.banyan.relay.device.DeviceChange;
import dev.banyan.relay.device.Devices;
import dev.banyan.relay.order.OrderRelay;
import dev.banyan.relay.order.RelayDesk;
import dev.banyan.relay.order.RelayStatus;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
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

/** The routes of the relay API, for checkouts and for the shops' devices. */
@OpenAPIDefinition(info = @Info(title = "Order relay service", version = "1"))
@RestController
@RequestMapping("/api/relay/shops/{shopId}")
class RelayRoutes {

    private final RelayDesk desk;
    private final Devices devices;

    RelayRoutes(RelayDesk desk, Devices devices) {
        this.desk = desk;
        this.devices = devices;
    }

    /** An order that was taken. */
    record Taken(long orderId, RelayStatus status) {}

    /** Who accepts. */
    record Acceptance(@NotNull @Positive Long deviceId) {}

    @Operation(summary = "Hand an order over, once")
    @ApiResponse(responseCode = "202", description = "Taken, now or before with this key")
    @ApiResponse(responseCode = "409", description = "The order was relayed with another key")
    @ApiResponse(responseCode = "422", description = "The key relayed another order")
    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Taken relay(
            @PathVariable long shopId,
            @RequestHeader(name = "X-Member-Id", required = false) @Positive @Nullable Long memberId,
            @RequestHeader("Idempotency-Key") @IdempotencyKey String key,
            @RequestBody @Valid RelayBody body) {
        OrderRelay relay = desk.relay(shopId, memberId, key, body.order());
        return new Taken(relay.orderId(), relay.status());
    }

    @Operation(summary = "How far an order got")
    @ApiResponse(responseCode = "200", description = "The order")
    @ApiResponse(responseCode = "404", description = "The shop was relayed no such order")
    @GetMapping("/orders/{orderId}")
    OrderRelay get(@PathVariable long shopId, @PathVariable long orderId) {
        return desk.get(shopId, orderId);
    }

    @Operation(summary = "Accept an order, by one device")
    @ApiResponse(responseCode = "200", description = "Accepted by this device, now or before")
    @ApiResponse(responseCode = "404", description = "The shop was relayed no such order")
    @ApiResponse(responseCode = "409", description = "Another device was first")
    @PostMapping("/orders/{orderId}/accept")
    OrderRelay accept(@PathVariable long shopId, @PathVariable long orderId, @RequestBody @Valid Acceptance body) {
        return desk.accept(shopId, orderId, body.deviceId());
    }

    @Operation(summary = "The devices of a shop, in the order in which they are tried")
    @GetMapping("/devices")
    List<Device> devices(@PathVariable long shopId) {
        return devices.of(shopId);
    }

    @Operation(summary = "Change a device")
    @ApiResponse(responseCode = "200", description = "The device as it is now")
    @ApiResponse(responseCode = "404", description = "The shop has no such device")
    @PutMapping("/devices/{deviceId}")
    Device change(@PathVariable long shopId, @PathVariable long deviceId, @RequestBody @Valid DeviceChange change) {
        devices.change(shopId, deviceId, change);
        return devices.find(shopId, deviceId)
                .orElseThrow(() -> Problem.notFound("Shop %d has no device %d".formatted(shopId, deviceId)));
    }
}
