package dev.banyan.settlement;

import dev.banyan.events.Event;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sales and refunds that a seed makes up, each as the feed tells it and as an event does. The first are told by the feed alone, then
 * both tell for a while, the last are told by events alone.
 */
final class Happenings {

    static final LocalDate FIRST_DAY = LocalDate.of(2018, 8, 1);
    static final int DAYS = 4;
    static final int SHOPS = 5;

    private record Told(String change, Event event) {}

    /** What the books must say in the end: kind, document, order, shop, amount and day of each fact. */
    final Set<String> facts = new TreeSet<>();

    private final Random random;
    private final List<Told> told = new ArrayList<>();
    private final int listening;
    private final int ended;
    private long delivered;
    private long refunded;

    Happenings(long seed, int orders) {
        random = new Random(seed);
        List<Told> later = new ArrayList<>();
        for (int order = 1; order <= orders; order++) {
            addOrder(order, later);
        }
        // Some refunds long after their sales, perhaps when the feed has ended, and some before them.
        Collections.shuffle(later, random);
        later.forEach(refund -> told.add(random.nextInt(told.size() + 1), refund));
        listening = told.size() / 4;
        ended = 3 * told.size() / 4;
    }

    long clearing() {
        return delivered - refunded;
    }

    /** All that the feed tells, in no order, some of it again. */
    List<String> changes() {
        return muddled(told.subList(0, ended).stream().map(Told::change).toList());
    }

    /** What events tell while the feed does, in no order, some of it again, or under another id, or republished. */
    List<Event> eventsBesideTheFeed() {
        return muddled(withRepublications(told.subList(listening, ended)));
    }

    List<Event> eventsAfterTheFeed() {
        return muddled(withRepublications(told.subList(ended, told.size())));
    }

    List<Event> everyEvent() {
        return told.stream().map(Told::event).toList();
    }

    int events() {
        return told.size();
    }

    private List<Event> withRepublications(List<Told> part) {
        List<Event> events = new ArrayList<>();
        for (Told one : part) {
            events.add(one.event());
            if (random.nextInt(4) == 0) {
                events.add(one.event().republished("r" + random.nextInt(3)));
            }
        }
        return events;
    }

    private <T> List<T> muddled(List<T> once) {
        List<T> all = new ArrayList<>(once);
        once.stream().filter(one -> random.nextInt(3) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        return all;
    }

    private void addOrder(long order, List<Told> later) {
        long shop = 1L + random.nextInt(SHOPS);
        long amount = 1000L + random.nextInt(40_000);
        String day = day();
        boolean isDelivered = random.nextInt(10) < 8;
        if (isDelivered) {
            told.add(new Told(
                    Feeding.delivered(order, shop, amount, day), FactQueue.delivered(order, shop, amount, day)));
            facts.add("SALE %d %d %d %d %s".formatted(order, order, shop, amount, day));
            delivered += amount;
        }
        if (random.nextInt(3) == 0) {
            long payment = 10_000 + order;
            String refundDay = day();
            later.add(new Told(
                    Feeding.refunded(payment, order, amount, refundDay),
                    FactQueue.refunded(payment, order, amount, refundDay)));
            if (isDelivered) {
                facts.add("REFUND %d %d %d %d %s".formatted(payment, order, shop, amount, refundDay));
                refunded += amount;
            }
        }
    }

    private String day() {
        return FIRST_DAY.plusDays(random.nextInt(DAYS)).toString();
    }
}
