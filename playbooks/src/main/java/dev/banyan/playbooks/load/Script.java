package dev.banyan.playbooks.load;

import dev.banyan.control.store.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What customers want next: of 100 requests 70 read, 13 order, 12 pay (2 of them provoke a decline) and 5 take money
 * back. The same seed wants the same, except for what depends on answers: refunds, and payments and orders looked at.
 * One thread only.
 */
final class Script implements Wishes {

    private static final List<String> METHODS = List.of("CARD", "CARD", "KAKAO_PAY", "NAVER_PAY");
    private static final List<String> MEMOS = List.of("문 앞에 놓아주세요 🙏", "단무지 많이 주세요", "벨 누르지 마세요 👶", "수저 2개요");

    private final Random random;
    private final String run;
    private final Catalogue catalogue;
    private final Known known;
    private long number;

    /** @param run tells this run's keys from those of other runs */
    Script(long seed, String run, Catalogue catalogue, Known known) {
        this.random = new Random(seed);
        this.run = run;
        this.catalogue = catalogue;
        this.known = known;
    }

    @Override
    public Wanted next() {
        number++;
        int percent = random.nextInt(100);
        long member = member();
        if (percent < 13) {
            return order(member);
        }
        if (percent < 25) {
            return payment(member, percent < 15);
        }
        if (percent < 30) {
            return refund(member);
        }
        return read(member, percent);
    }

    @Override
    public void ended(RequestLine line) {
        known.learn(line);
    }

    /** Few members come often, but all come. */
    private long member() {
        double skew = random.nextDouble();
        return 1 + (long) (catalogue.members() * skew * skew);
    }

    private Wanted order(long member) {
        Catalogue.Shop shop = any(catalogue.shops());
        List<Long> menus = new ArrayList<>(shop.menus());
        Collections.shuffle(menus, random);
        List<Map<String, Long>> items = menus.subList(0, Math.min(menus.size(), 1 + random.nextInt(2))).stream()
                .map(menu -> Map.of("menuId", menu, "qty", 1L + random.nextInt(2)))
                .toList();
        Map<String, Object> body =
                Map.of("shopId", shop.id(), "items", items, "method", any(METHODS), "memo", any(MEMOS));
        return write(Kind.ORDER, "/api/orders", member, Json.write(body), 0, false);
    }

    private Wanted payment(long member, boolean declines) {
        long order = 1 + (long) (catalogue.orders() * random.nextDouble());
        long amount = declines ? 10_013 + 1_000L * random.nextInt(40) : 5_000 + 100L * random.nextInt(400);
        Map<String, Object> body = Map.of("orderId", order, "amount", amount, "method", any(METHODS));
        return write(Kind.PAYMENT, "/api/payments", member, Json.write(body), amount, declines);
    }

    private Wanted refund(long member) {
        Known.Thing paid = known.nextRefund();
        return paid == null
                ? payment(member, false)
                : write(
                        Kind.REFUND,
                        "/api/payments/" + paid.id() + "/refund",
                        paid.member(),
                        "{}",
                        paid.amount(),
                        false);
    }

    private Wanted read(long member, int percent) {
        Known.Thing payment = percent < 45 ? known.anyPayment(random) : null;
        Known.Thing order = percent >= 60 && percent < 68 ? known.anyOrder(random) : null;
        Catalogue.Shop shop = any(catalogue.shops());
        if (payment != null) {
            return read(Kind.PAYMENT_BY_ID, "/api/payments/" + payment.id(), payment.member());
        }
        if (order != null) {
            return read(Kind.ORDER_BY_ID, "/api/orders/" + order.id(), order.member());
        }
        if (percent < 60) {
            return read(Kind.PAYMENTS_OF_MEMBER, "/api/members/" + member + "/payments?limit=10", member);
        }
        if (percent < 75) {
            return read(Kind.ORDERS_OF_MEMBER, "/api/members/" + member + "/orders?limit=10", member);
        }
        if (percent < 82) {
            return read(Kind.MEMBER, "/api/members/" + member, member);
        }
        if (percent < 87) {
            return read(Kind.SHOPS, "/api/shops?limit=20", member);
        }
        return percent < 92
                ? read(Kind.SHOP, "/api/shops/" + shop.id(), member)
                : read(Kind.MENUS, "/api/shops/" + shop.id() + "/menus", member);
    }

    private Wanted read(Kind kind, String path, long member) {
        return new Wanted(number, kind, path, member, null, null, 0, false);
    }

    private Wanted write(Kind kind, String path, long member, String body, long amount, boolean declines) {
        return new Wanted(number, kind, path, member, run + "-" + number, body, amount, declines);
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
