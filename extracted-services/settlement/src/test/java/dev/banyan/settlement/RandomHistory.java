package dev.banyan.settlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Orders and payments that a seed makes up: what they come to, and the changes that tell of them in any order. */
final class RandomHistory {

    static final LocalDate FIRST_DAY = LocalDate.of(2017, 3, 1);
    static final int DAYS = 5;
    static final int SHOPS = 6;

    record Sale(long shop, LocalDate day, long amount) {}

    record Refund(long shop, LocalDate day, long amount) {}

    final List<Sale> sales = new ArrayList<>();
    final List<Refund> refunds = new ArrayList<>();

    private final Random random;
    private final List<String> changes = new ArrayList<>();
    private long lastPayment;

    RandomHistory(long seed, int orders) {
        random = new Random(seed);
        for (int id = 1; id <= orders; id++) {
            addOrder(id);
        }
    }

    /** Every change, some of them several times, in no order at all. */
    List<String> changes() {
        List<String> told = new ArrayList<>(changes);
        for (String change : changes) {
            for (int again = random.nextInt(3); again > 0; again--) {
                told.add(change);
            }
        }
        Collections.shuffle(told, random);
        return told;
    }

    long delivered() {
        return sales.stream().mapToLong(Sale::amount).sum();
    }

    long refunded() {
        return refunds.stream().mapToLong(Refund::amount).sum();
    }

    private void addOrder(long id) {
        long shop = 1L + random.nextInt(SHOPS);
        long amount = 1000L + random.nextInt(40000);
        LocalDate day = day();
        boolean delivered = random.nextInt(10) < 8;
        for (String status : List.of("PENDING_PAYMENT", "CREATED", "ACCEPTED", delivered ? "DELIVERED" : "CANCELLED")) {
            changes.add(Feeding.update("order", Feeding.order(id, shop, status, amount, day.toString())));
        }
        if (delivered) {
            sales.add(new Sale(shop, day, amount));
        }
        for (int payments = 1 + random.nextInt(2); payments > 0; payments--) {
            addPayment(id, shop, delivered);
        }
    }

    private void addPayment(long order, long shop, boolean delivered) {
        long id = ++lastPayment;
        long amount = 500L + random.nextInt(40000);
        LocalDate refundDay = random.nextInt(4) == 0 ? day() : null;
        changes.add(Feeding.update("payment", Feeding.payment(id, order, "PENDING", amount, null)));
        changes.add(Feeding.update("payment", Feeding.payment(id, order, "APPROVED", amount, null)));
        if (refundDay != null) {
            changes.add(Feeding.refunded(id, order, amount, refundDay.toString()));
            if (delivered) {
                refunds.add(new Refund(shop, refundDay, amount));
            }
        }
    }

    private LocalDate day() {
        return FIRST_DAY.plusDays(random.nextInt(DAYS));
    }
}
