package dev.banyan.relay.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be done for one order, as it was when read.
 *
 * @param memberId whose order it is; null where nobody has said it, and in guests' orders
 * @param order null where another relay had taken the order and only its acceptance came here
 * @param tries how many times it was offered to a device
 * @param round how many times every device has had its turn in vain
 * @param lastDeviceId the device that had its turn last in this round
 * @param sentDeviceId the device that took it last
 * @param version rises with every write
 * @param age since it was opened
 */
public record Delivery(
        long shopId,
        long orderId,
        @Nullable Long memberId,
        @Nullable RelayedOrder order,
        Step step,
        int tries,
        int round,
        @Nullable Long lastDeviceId,
        @Nullable Long sentDeviceId,
        long version,
        Duration age) {

    /** What comes next. Stored by name. */
    public enum Step {
        /** Offer it to the next device. */
        OFFER,
        /** A device has it, and nobody accepts: ask its owner whether it still waits, before the next device has its turn. */
        ASK,
        /** Every device had its turn and some device has it: nothing until one accepts. */
        REST,
        /** A device's answer accepted it: tell the owner of the shop's orders. */
        ACCEPT,
        /** It is accepted: tell the monolith. */
        REPORT,
        /** No device took it for too long. */
        GIVEN_UP,
        /** The order was cancelled before a device accepted it, or accepted by hand. */
        STOPPED
    }

    Delivery at(Step next) {
        return new Delivery(
                shopId, orderId, memberId, order, next, tries, round, lastDeviceId, sentDeviceId, version, age);
    }

    /** One more try, with that device. */
    Delivery tried(long deviceId, boolean taken) {
        Long sent = taken ? Long.valueOf(deviceId) : sentDeviceId;
        return new Delivery(shopId, orderId, memberId, order, step, tries + 1, round, deviceId, sent, version, age);
    }

    /** Every device had its turn: all over again. */
    Delivery nextRound() {
        return new Delivery(shopId, orderId, memberId, order, step, tries, round + 1, null, sentDeviceId, version, age);
    }
}
