package dev.banyan.playbooks.check;

import static dev.banyan.playbooks.check.Comparison.text;

import dev.banyan.playbooks.load.Kind;
import dev.banyan.playbooks.load.RequestLine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everybody who was told to have joined is there, as they joined, in each database that has members. */
final class MembersCheck implements Check {
    static final String RUBY = "SELECT mem_no AS id, mem_nm AS name, email FROM members WHERE idem_key IS NOT NULL";
    static final String SERVICE = "SELECT id, name, email FROM member WHERE idempotency_key IS NOT NULL";

    private final List<Side> sides;

    /** @param sides all that have members; each must have those who joined */
    MembersCheck(List<Side> sides) {
        this.sides = List.copyOf(sides);
    }

    private record Row(
            long id, @Nullable String name, @Nullable String email) {}

    @Override
    public List<Finding> find(Promises promises) {
        List<RequestLine> told = promises.all(Kind.JOIN).stream()
                .filter(line -> line.acknowledgedWrite() && line.id() != null)
                .toList();
        return told.isEmpty()
                ? List.of()
                : sides.stream().flatMap(side -> find(side, told).stream()).toList();
    }

    private static List<Finding> find(Side side, List<RequestLine> told) {
        Map<Long, Row> rows =
                side.byId(row -> new Row(row.getLong("id"), row.getString("name"), row.getString("email")), Row::id);
        return told.stream().flatMap(line -> compare(side, line, rows).stream()).toList();
    }

    private static Optional<Finding> compare(Side side, RequestLine line, Map<Long, Row> rows) {
        long id = Objects.requireNonNull(line.id());
        String what = "member " + id + " in the database of the " + side.name() + " (request " + line.number() + " at "
                + line.ts() + ", answered by " + line.side() + ")";
        Row row = rows.get(id);
        return row == null
                ? Optional.of(new Finding(Finding.Breach.LOST, what, "is not there"))
                : new Comparison(what)
                        .essential("name", text(line.answer(), "name"), row.name())
                        .essential("email", text(line.answer(), "email"), row.email())
                        .finding();
    }
}
