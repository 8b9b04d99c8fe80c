package dev.banyan.playbooks.load;

import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What customers learned from answers and come back to: payments and orders to look at, payments to be refunded. */
final class Known {

    /**
     * Something of a member's.
     *
     * @param amount in won
     */
    record Thing(long id, long member, long amount) {}

    private static final int KEPT = 2048;

    private final Ring payments = new Ring();
    private final Ring orders = new Ring();
    private final ConcurrentLinkedQueue<Thing> refundable = new ConcurrentLinkedQueue<>();

    /** Remembers a payment or an order that somebody was told of. */
    void learn(RequestLine line) {
        JsonNode answer = line.answer();
        if (line.outcome() == Outcome.OK && line.id() != null && answer != null) {
            if (line.kind() == Kind.PAYMENT) {
                paid(new Thing(line.id(), line.member(), line.amount()));
            } else if (line.kind() == Kind.ORDER) {
                ordered(new Thing(
                        line.id(), line.member(), answer.path("totalAmount").asLong()));
            }
        }
    }

    void paid(Thing payment) {
        payments.add(payment);
        refundable.add(payment);
    }

    void ordered(Thing order) {
        orders.add(order);
    }

    @Nullable
    Thing anyPayment(Random random) {
        return payments.any(random);
    }

    @Nullable
    Thing anyOrder(Random random) {
        return orders.any(random);
    }

    /** The approved payment that has waited longest for its refund; handed out once. */
    @Nullable
    Thing nextRefund() {
        return refundable.poll();
    }

    private static final class Ring {
        private final AtomicReferenceArray<@Nullable Thing> things = new AtomicReferenceArray<>(KEPT);
        private final AtomicInteger count = new AtomicInteger();

        void add(Thing thing) {
            things.set(Math.floorMod(count.getAndIncrement(), KEPT), thing);
        }

        @Nullable
        Thing any(Random random) {
            int filled = Math.min(count.get(), KEPT);
            return filled == 0 ? null : things.get(random.nextInt(filled));
        }
    }
}
