package dev.banyan.playbooks.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What menus are called, on the screens of customers and by their owners' last word. A screen shows the former name for half a
 * minute after a rename; no menu is renamed again before {@value #REST_SECONDS} s have gone, so that what a screen shows is the present
 * name or the one before. A change that nobody answered is wanted again before any other. Thread-safe.
 */
final class MenuBoard {
    static final long SCREEN_SECONDS = 30;
    static final long REST_SECONDS = 90;

    /** A menu's change that is to be asked for; null: stays. */
    record Change(
            long shop,
            long menu,
            @Nullable String name,
            @Nullable Long price) {}

    private static final class Card {
        private final long shop;
        private String name;
        private @Nullable String former;
        private long price;
        private long renamed;
        private boolean everRenamed;
        private int version = 1;
        private boolean busy;
        private @Nullable Change unsure;

        Card(long shop, City.Menu menu) {
            this.shop = shop;
            this.name = menu.name();
            this.price = menu.price();
        }
    }

    private final Map<Long, Card> cards = new LinkedHashMap<>();
    private final LongSupplier nanos;

    MenuBoard(List<City.Shop> shops, LongSupplier nanos) {
        this.nanos = nanos;
        shops.forEach(shop -> shop.menus().forEach(menu -> cards.put(menu.id(), new Card(shop.id(), menu))));
    }

    /** The name that a customer has on the screen. */
    synchronized String seen(long menu) {
        Card card = card(menu);
        String former = card.former;
        return former != null && !older(card, SCREEN_SECONDS) ? former : card.name;
    }

    /** A change of a menu's name, or of its price; empty while its last one is not over. */
    synchronized Optional<Change> change(long menu, boolean rename) {
        Card card = card(menu);
        if (card.busy || (rename && card.unsure == null && card.everRenamed && !older(card, REST_SECONDS))) {
            return Optional.empty();
        }
        Change change = card.unsure;
        if (change == null) {
            change = rename
                    ? new Change(card.shop, menu, base(card.name) + " v" + (card.version + 1), null)
                    : new Change(card.shop, menu, null, card.price < 20_000 ? card.price + 500 : 8_000);
        }
        card.busy = true;
        card.unsure = change;
        return Optional.of(change);
    }

    /** @param answer the menu as it is now; null when nobody said so */
    synchronized void changed(long menu, @Nullable JsonNode answer) {
        Card card = card(menu);
        card.busy = false;
        if (answer != null) {
            String name = answer.path("name").asString(card.name);
            if (!name.equals(card.name)) {
                card.former = card.name;
                card.name = name;
                card.version++;
                card.renamed = nanos.getAsLong();
                card.everRenamed = true;
            }
            card.price = answer.path("price").asLong(card.price);
            card.unsure = null;
        }
    }

    private boolean older(Card card, long seconds) {
        return nanos.getAsLong() - card.renamed >= TimeUnit.SECONDS.toNanos(seconds);
    }

    private static String base(String name) {
        String plain = name.replaceFirst(" v\\d+$", "");
        return plain.substring(0, Math.min(plain.length(), 90));
    }

    private Card card(long menu) {
        Card card = cards.get(menu);
        if (card == null) {
            throw new IllegalArgumentException("There is no menu " + menu + " on the board.");
        }
        return card;
    }
}
