package dev.banyan.playbooks.check;

import static dev.banyan.playbooks.check.Comparison.number;
import static dev.banyan.playbooks.check.Comparison.text;

import dev.banyan.playbooks.load.Kind;
import dev.banyan.playbooks.load.RequestLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every acknowledged review is there as it was written, in each database that has them, and no order has two. */
final class ReviewsCheck implements Check {
    static final String RUBY = "SELECT rev_no AS id, mem_no AS member, ord_no AS order_no, star, body FROM reviews"
            + " WHERE idem_key IS NOT NULL";
    static final String SERVICE = "SELECT id, member_id AS member, order_id AS order_no, star, body FROM review"
            + " WHERE idempotency_key IS NOT NULL";

    private final List<Side> sides;

    /** @param sides all that have the reviews; each must be as members were told */
    ReviewsCheck(List<Side> sides) {
        this.sides = List.copyOf(sides);
    }

    private record Row(
            long id,
            @Nullable Long member,
            @Nullable Long order,
            @Nullable Long star,
            @Nullable String body) {}

    @Override
    public List<Finding> find(Promises promises) {
        List<RequestLine> told = promises.all(Kind.REVIEW).stream()
                .filter(line -> line.acknowledgedWrite() && line.id() != null)
                .toList();
        return sides.stream().flatMap(side -> find(side, told).stream()).toList();
    }

    private static List<Finding> find(Side side, List<RequestLine> told) {
        Map<Long, Row> rows = new HashMap<>();
        Map<Long, Long> byOrder = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        side.read(row -> new Row(
                        row.getLong("id"),
                        row.getObject("member", Long.class),
                        row.getObject("order_no", Long.class),
                        row.getObject("star", Long.class),
                        row.getString("body")))
                .forEach(row -> {
                    rows.put(row.id(), row);
                    Long other = row.order() == null ? null : byOrder.put(row.order(), row.id());
                    if (other != null) {
                        findings.add(new Finding(
                                Finding.Breach.DOUBLED,
                                "reviews " + other + " and " + row.id() + " in the database of the " + side.name(),
                                "both of order " + row.order()));
                    }
                });
        for (RequestLine line : told) {
            long id = Objects.requireNonNull(line.id());
            String what = "review " + id + " in the database of the " + side.name() + " (request " + line.number()
                    + " at " + line.ts() + ")";
            Row row = rows.get(id);
            if (row == null) {
                findings.add(new Finding(Finding.Breach.LOST, what, "is not there"));
            } else {
                new Comparison(what)
                        .essential("star", number(line.answer(), "star"), row.star())
                        .essential("member", line.member(), row.member())
                        .essential("order", number(line.answer(), "orderId"), row.order())
                        .detail("body", text(line.answer(), "body"), row.body())
                        .finding()
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }
}
