package dev.banyan.playbooks.check;

import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.playbooks.check.Finding.Breach;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Every open shop is found by its name and by the name of a menu, no closed one is, and the rows that the service's index is made of, what it
 * was fed or its views, are the owner's.
 */
final class SearchCheck implements Check {
    /** Who has the shops and menus that searches must find, and how their rows are read alike. */
    enum Truth {
        MONOLITH(
                "SELECT s.shop_no AS id, s.shop_nm AS name, s.open_yn = 'Y' AS open,"
                        + " (SELECT MAX(m.menu_nm) FROM menus m WHERE m.shop_no = s.shop_no AND m.sale_yn = 'Y') AS menu"
                        + " FROM shops s WHERE s.shop_nm IS NOT NULL",
                "SELECT CONCAT('shop ', shop_no) AS id, CONCAT_WS('|', shop_nm, COALESCE(open_yn = 'Y', 0)) AS text FROM shops",
                "SELECT CONCAT('menu ', menu_no) AS id, CONCAT_WS('|', menu_nm, COALESCE(sale_yn = 'Y', 0)) AS text FROM menus"),
        SERVICES(
                "SELECT s.id, s.name, s.opening = 'OPEN' AS open,"
                        + " (SELECT MAX(m.name) FROM menu.menu m WHERE m.shop_id = s.id AND m.availability = 'ON_SALE') AS menu"
                        + " FROM shop_list.shop s WHERE s.name IS NOT NULL",
                "SELECT CONCAT('shop ', id) AS id, CONCAT_WS('|', name, COALESCE(opening = 'OPEN', 0)) AS text FROM shop_list.shop",
                "SELECT CONCAT('menu ', id) AS id, CONCAT_WS('|', name, COALESCE(availability = 'ON_SALE', 0)) AS text FROM menu.menu");

        private final String shops;
        private final String shopRows;
        private final String menuRows;

        Truth(String shops, String shopRows, String menuRows) {
            this.shops = shops;
            this.shopRows = shopRows;
            this.menuRows = menuRows;
        }
    }

    private static final Copy FED = new Copy(
            "SELECT CONCAT('shop ', id) AS id, CONCAT_WS('|', name, is_open) AS text FROM shop",
            "SELECT CONCAT('menu ', id) AS id, CONCAT_WS('|', name, on_sale) AS text FROM menu");
    private static final Copy VIEWS = new Copy(
            "SELECT CONCAT('shop ', id) AS id, CONCAT_WS('|', name, COALESCE(opening = 'OPEN', 0)) AS text FROM shop_view"
                    + " WHERE NOT deleted",
            "SELECT CONCAT('menu ', id) AS id, CONCAT_WS('|', name, COALESCE(availability = 'ON_SALE', 0)) AS text FROM menu_view"
                    + " WHERE NOT deleted");
    private static final String ORIGIN = "SELECT live_of FROM index_state";
    private static final int LIMIT = 100;
    private static final int MOST_SHOPS = 150;

    private final Truth truth;
    private final DatabaseAddress source;
    private final DatabaseAddress search;
    private final URI service;

    /** @param source where the truth is read */
    SearchCheck(Truth truth, DatabaseAddress source, DatabaseAddress search, URI service) {
        this.truth = truth;
        this.source = source;
        this.search = search;
        this.service = service;
    }

    /** How the service's own rows are read. */
    private record Copy(String shops, String menus) {}

    private record Shop(
            long id, String name, boolean open, @Nullable String menu) {}

    private record Row(String id, String text) {}

    @Override
    public List<Finding> find(Promises promises) {
        List<Finding> findings = new ArrayList<>();
        Copy copy = madeOf();
        findings.addAll(compare(rows(source, truth.shopRows), rows(search, copy.shops())));
        findings.addAll(compare(rows(source, truth.menuRows), rows(search, copy.menus())));
        Answers answers = new Answers();
        Databases.read(
                        source,
                        truth.shops,
                        row -> new Shop(
                                row.getLong("id"),
                                row.getString("name"),
                                row.getBoolean("open"),
                                row.getString("menu")))
                .stream()
                .limit(MOST_SHOPS)
                .forEach(shop -> findings.addAll(find(answers, shop)));
        return findings;
    }

    private Copy madeOf() {
        List<String> origin = Databases.read(search, ORIGIN, row -> row.getString("live_of"));
        return origin.equals(List.of("VIEWS")) ? VIEWS : FED;
    }

    private List<Finding> find(Answers answers, Shop shop) {
        List<Finding> findings = new ArrayList<>(find(answers, shop, shop.name()));
        if (shop.menu() != null && shop.open()) {
            findings.addAll(find(answers, shop, shop.menu()));
        }
        return findings;
    }

    private List<Finding> find(Answers answers, Shop shop, String words) {
        JsonNode found = answers.get(service.resolve(
                        "/api/search?limit=" + LIMIT + "&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)))
                .path("shops");
        Map<Long, String> names = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (JsonNode each : found) {
            if (names.put(each.path("id").asLong(), each.path("name").asString("")) != null) {
                findings.add(
                        new Finding(Breach.DOUBLED, "shop " + each.path("id"), "is found twice by '" + words + "'"));
            }
        }
        String what = "shop " + shop.id() + " '" + shop.name() + "'";
        String name = names.get(shop.id());
        if (shop.open() && name == null && found.size() < LIMIT) {
            findings.add(new Finding(Breach.LOST, what, "is not found by '" + words + "'"));
        } else if (!shop.open() && name != null) {
            findings.add(new Finding(Breach.DIFFERENT, what, "is closed, and found by '" + words + "'"));
        } else if (name != null && !name.equals(shop.name())) {
            findings.add(new Finding(Breach.DIFFERENT, what, "is called '" + name + "' in the index"));
        }
        return findings;
    }

    private static Map<String, String> rows(DatabaseAddress database, String select) {
        Map<String, String> rows = new LinkedHashMap<>();
        Databases.read(database, select, row -> new Row(row.getString("id"), row.getString("text")))
                .forEach(row -> rows.put(row.id(), row.text()));
        return rows;
    }

    private static List<Finding> compare(Map<String, String> source, Map<String, String> copy) {
        List<Finding> findings = new ArrayList<>();
        source.forEach((id, text) -> {
            String there = copy.get(id);
            if (there == null) {
                findings.add(new Finding(Breach.LOST, id, "was never told to the search service"));
            } else if (!there.equals(text)) {
                findings.add(new Finding(Breach.DIFFERENT, id, "is " + text + ", and " + there + " in search"));
            }
        });
        copy.keySet().stream()
                .filter(id -> !source.containsKey(id))
                .forEach(id -> findings.add(new Finding(Breach.DIFFERENT, id, "is in search alone")));
        return findings;
    }
}
