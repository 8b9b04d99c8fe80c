package dev.banyan.ruby.seed;

import dev.banyan.ruby.seed.ShopRows.SeededMenu;
import dev.banyan.ruby.seed.ShopRows.SeededShop;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Orders 1..n with their items and payments: six years of them, oldest first. */
final class OrderRows {

    private static final LocalDate FIRST_DAY = LocalDate.of(2010, 7, 1);
    private static final int DAYS = 6 * 365;
    private static final List<LocalTime> PEAKS = List.of(LocalTime.of(12, 0), LocalTime.of(18, 30));
    private static final List<String> METHODS = List.of("CD", "CD", "CD", "KP", "NP", "CA");

    private final MultiRowInsert orders;
    private final MultiRowInsert items;
    private final MultiRowInsert payments;
    private final Random random;
    private final List<SeededShop> shops;
    private final ReviewRows reviews;
    private final int members;
    private long paymentNo;
    private long itemNo;

    OrderRows(JdbcTemplate jdbc, int members, List<SeededShop> shops, Random random, ReviewRows reviews) {
        this.members = members;
        this.shops = shops;
        this.random = random;
        this.reviews = reviews;
        // Payments go in before their orders, so that the triggers find nothing to add to: paid_amt is complete.
        orders = new MultiRowInsert(
                jdbc,
                "orders",
                "ord_no,mem_no,shop_no,ord_stat,cncl_cd,tot_amt,paid_amt,pay_no,req_memo,reg_dt,upd_dt");
        items = new MultiRowInsert(jdbc, "order_items", "item_no,ord_no,menu_no,menu_nm,price,qty");
        payments = new MultiRowInsert(
                jdbc,
                "payments",
                "pay_no,mem_no,ord_no,pay_amt,pay_stat,pay_mthd,pg_tid,idem_key,rfnd_dt,memo,reg_dt,upd_dt");
    }

    void insert(int count) {
        for (int orderNo = 1; orderNo <= count; orderNo++) {
            addOrder(orderNo, count);
            if (orders.isFull()) {
                flush();
            }
        }
        flush();
    }

    private void addOrder(int orderNo, int count) {
        double age = 1 - (double) orderNo / count; // 1 the oldest, 0 the newest
        LocalDateTime at = orderedAt(1 - age);
        Long memberNo = random.nextInt(1000) == 0 ? null : Long.valueOf(1 + random.nextInt(members));
        int shopNo = 1 + random.nextInt(shops.size());
        int total = addItems(orderNo, shops.get(shopNo - 1).menus());
        String method = age > 0.8 ? null : Words.any(METHODS, random);
        var ending = Ending.any(random);

        if (random.nextInt(50) == 0) { // a first try that went wrong
            addPayment(memberNo, orderNo, total, random.nextBoolean() ? "F" : "D", method, null, at);
        }
        String key = age < 0.5 ? "ord-" + orderNo : null;
        long paid = addPayment(memberNo, orderNo, total, ending.paymentStatus, method, key, at.plusSeconds(2));
        orders.add(
                orderNo,
                memberNo,
                shopNo,
                ending.orderStatus,
                ending.cancelCode,
                total,
                ending.paymentStatus.equals("A") ? total : 0,
                paid,
                random.nextInt(3) == 0 ? Words.any(Words.ORDER_MEMOS, random) : null,
                at,
                at.plusSeconds(1800 + random.nextInt(1800)));
        if (memberNo != null && ending == Ending.DELIVERED) {
            reviews.perhapsAdd(memberNo, shopNo, orderNo, at);
        }
    }

    private int addItems(int orderNo, List<SeededMenu> menus) {
        int total = 0;
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            SeededMenu menu = Words.any(menus, random);
            int quantity = 1 + random.nextInt(2);
            items.add(++itemNo, orderNo, menu.menuNo(), menu.name(), menu.price(), quantity);
            total += menu.price() * quantity;
        }
        return total;
    }

    private long addPayment(
            @Nullable Long memberNo,
            int orderNo,
            int amount,
            String status,
            @Nullable String method,
            @Nullable String key,
            LocalDateTime at) {
        boolean charged = status.equals("A") || status.equals("C");
        LocalDateTime refundedAt = status.equals("C") ? at.plusSeconds(600 + random.nextInt(600)) : null;
        payments.add(
                ++paymentNo,
                memberNo,
                orderNo,
                amount,
                status,
                method,
                charged ? "T" + at.getYear() + (100_000_000 + paymentNo) : null,
                memberNo == null ? null : key,
                refundedAt,
                random.nextInt(10) == 0 ? Words.any(Words.PAYMENT_MEMOS, random) : null,
                at,
                refundedAt == null ? at : refundedAt);
        return paymentNo;
    }

    private LocalDateTime orderedAt(double progress) {
        LocalDate day = FIRST_DAY.plusDays((long) (progress * DAYS));
        int minutesOff = (int) (random.nextGaussian() * 40);
        return day.atTime(Words.any(PEAKS, random)).plusMinutes(minutesOff).plusSeconds(random.nextInt(60));
    }

    private void flush() {
        payments.flush();
        orders.flush();
        items.flush();
        reviews.flush();
    }

    /** How an order ended, and its payment with it. */
    private enum Ending {
        DELIVERED("D", null, "A"),
        ACCEPTED("A", null, "A"),
        NEW("N", null, "A"),
        REFUNDED("C", "RQ", "C"),
        DECLINED("C", "PD", "D");

        private final String orderStatus;
        private final @Nullable String cancelCode;
        private final String paymentStatus;

        Ending(String orderStatus, @Nullable String cancelCode, String paymentStatus) {
            this.orderStatus = orderStatus;
            this.cancelCode = cancelCode;
            this.paymentStatus = paymentStatus;
        }

        static Ending any(Random random) {
            int percent = random.nextInt(100);
            return percent < 92
                    ? DELIVERED
                    : percent < 93 ? ACCEPTED : percent < 94 ? NEW : percent < 97 ? REFUNDED : DECLINED;
        }
    }
}
