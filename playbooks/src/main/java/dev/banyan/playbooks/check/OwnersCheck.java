package dev.banyan.playbooks.check;

import static dev.banyan.playbooks.check.Comparison.text;

import dev.banyan.playbooks.load.Kind;
import dev.banyan.playbooks.load.Outcome;
import dev.banyan.playbooks.load.RequestLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Menus, shops, ads, or owners themselves, are as their owners were last told: in each database that has them. Where the last change of one was not answered,
 * nobody knows how it must be.
 */
final class OwnersCheck implements Check {
    static final String RUBY_MENUS =
            "SELECT menu_no AS id, menu_nm AS name, price AS price, NULL AS open," + " prev_nm AS former FROM menus";
    static final String MENU_SERVICE = "SELECT id, name, price, NULL AS open, former_name AS former FROM menu";
    static final String RUBY_SHOPS =
            "SELECT shop_no AS id, shop_nm AS name, NULL AS price, open_yn = 'Y' AS open, NULL AS former FROM shops";
    static final String SHOP_LIST_SERVICE =
            "SELECT id, name, NULL AS price, opening = 'OPEN' AS open, NULL AS former FROM shop";

    static final String RUBY_ADS =
            "SELECT ad_no AS id, NULL AS name, bid_amt AS price, NULL AS open, NULL AS former FROM ads";
    static final String AD_SERVICE = "SELECT id, NULL AS name, bid AS price, NULL AS open, NULL AS former FROM ad";
    static final String RUBY_OWNERS =
            "SELECT own_no AS id, own_nm AS name, NULL AS price, NULL AS open, phone AS former FROM owners";
    static final String SHOP_OWNER_SERVICE = "SELECT id, name, NULL AS price, NULL AS open, phone AS former FROM owner";

    private final Kind kind;
    private final String what;
    private final List<Side> sides;

    /**
     * @param kind the changes that are checked
     * @param what such as {@code menu}
     */
    OwnersCheck(Kind kind, String what, List<Side> sides) {
        this.kind = kind;
        this.what = what;
        this.sides = List.copyOf(sides);
    }

    private record Row(
            long id,
            @Nullable String name,
            @Nullable Long price,
            @Nullable Long open,
            @Nullable String former) {}

    @Override
    public List<Finding> find(Promises promises) {
        Map<String, RequestLine> last = new LinkedHashMap<>();
        promises.all(kind).forEach(line -> last.put(line.path(), line));
        last.values().removeIf(line -> line.outcome() != Outcome.OK || line.id() == null);
        List<Finding> findings = new ArrayList<>();
        if (!last.isEmpty()) {
            sides.forEach(
                    side -> findings.addAll(find(side, last.values().stream().toList())));
        }
        return findings;
    }

    private List<Finding> find(Side side, List<RequestLine> told) {
        Map<Long, Row> rows = side.byId(
                row -> new Row(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getObject("price", Long.class),
                        row.getObject("open", Long.class),
                        row.getString("former")),
                Row::id);
        return told.stream().flatMap(line -> compare(side, line, rows).stream()).toList();
    }

    private Optional<Finding> compare(Side side, RequestLine line, Map<Long, Row> rows) {
        long id = Objects.requireNonNull(line.id());
        String thing = what + " " + id + " in the database of the " + side.name() + " (request " + line.number()
                + " at " + line.ts() + ", answered by " + line.side() + ")";
        Row row = rows.get(id);
        if (row == null) {
            return Optional.of(new Finding(Finding.Breach.LOST, thing, "is not there"));
        }
        Comparison comparison = new Comparison(thing).essential("name", text(line.answer(), "name"), row.name());
        switch (kind) {
            case MENU_CHANGE ->
                comparison
                        .essential("price", Comparison.number(line.answer(), "price"), row.price())
                        .detail("former name", text(line.answer(), "previousName"), row.former());
            case SHOP_CHANGE ->
                comparison.essential(
                        "open", text(line.answer(), "open"), Objects.equals(row.open(), 1L) ? "true" : "false");
            case AD_CHANGE -> comparison.essential("bid", Comparison.number(line.answer(), "bid"), row.price());
            case OWNER_CHANGE -> comparison.essential("phone", text(line.answer(), "phone"), row.former());
            default -> throw new IllegalStateException(kind + " is no owner's change");
        }
        return comparison.finding();
    }
}
