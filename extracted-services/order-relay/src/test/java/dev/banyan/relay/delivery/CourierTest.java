package dev.banyan.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.relay.device.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourierTest {

    private static final List<Device> DEVICES = List.of(device(3, true), device(1, false), device(2, true));

    @Test
    void givesDevicesTheirTurnsInOrder() {
        assertThat(Courier.nextOf(DEVICES, null)).map(Device::id).contains(3L);
        assertThat(Courier.nextOf(DEVICES, 3L)).map(Device::id).contains(2L);
        assertThat(Courier.nextOf(DEVICES, 2L)).isEmpty();
    }

    @Test
    void goesOnBehindADeviceThatWasSwitchedOffMeanwhile() {
        assertThat(Courier.nextOf(DEVICES, 1L)).map(Device::id).contains(2L);
    }

    @Test
    void startsAgainBehindADeviceThatIsGone() {
        assertThat(Courier.nextOf(DEVICES, 9L)).map(Device::id).contains(3L);
    }

    private static Device device(long id, boolean active) {
        return new Device(id, 7, Device.Type.PC, "/d", 1, active);
    }
}
