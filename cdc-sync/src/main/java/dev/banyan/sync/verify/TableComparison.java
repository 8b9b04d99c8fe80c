package dev.banyan.sync.verify;

import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.schema.TablePlan;
import dev.banyan.sync.verify.Sides.Answers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Compares one table: first all of it by chunks, which leaves suspects, then suspects again and again behind fences. */
final class TableComparison {
    private static final int MAX_SAMPLES = 20;

    private final TablePlan plan;
    private final Sides sides;
    private final List<ColumnText> columns;
    private final TableSide monolith;
    private final TableSide service;
    private final boolean summable;
    private final boolean serviceOwns;
    private final List<String> samples = new ArrayList<>();
    private Map<String, Suspect> suspects = new LinkedHashMap<>();
    private long rowsCompared;
    private long missing;
    private long surplus;
    private long different;
    private int chunks;
    private int chunksByRow;

    /** @param serviceOwns whether compared rows are counted at the service */
    TableComparison(TablePlan plan, Sides sides, boolean serviceOwns) {
        this.plan = plan;
        this.sides = sides;
        this.serviceOwns = serviceOwns;
        this.columns = plan.columns().stream().map(ColumnText::of).toList();
        this.monolith = TableSide.monolith(sides.monolith(), plan, columns);
        this.service = TableSide.service(sides.service(), plan, columns);
        this.summable = columns.stream().allMatch(column -> column.matching() == Matching.EXACT);
    }

    /** Goes through the whole table once; {@code compared} learns of the rows done so far. */
    void scan(LongConsumer compared) throws SQLException {
        ChunkSize size = new ChunkSize();
        List<Object> after = null;
        boolean more = true;
        while (more) {
            long start = System.nanoTime();
            Optional<List<Object>> next = end(after, size.rows());
            chunk(new KeyRange(after, next.orElse(null)));
            after = next.orElse(null);
            more = next.isPresent();
            size.took((System.nanoTime() - start) / 1_000_000);
            compared.accept(rowsCompared);
        }
    }

    /** Chunks end at keys of the monolith, and beyond its last one at keys of the service. */
    private Optional<List<Object>> end(@Nullable List<Object> after, int rows) throws SQLException {
        Optional<List<Object>> key = monolith.keyAfter(after, rows);
        return key.isPresent() ? key : service.keyAfter(after, rows);
    }

    private void chunk(KeyRange range) throws SQLException {
        if (summable) {
            Answers<TableSide.Sum> sums = sides.both(() -> monolith.sum(range), () -> service.sum(range));
            if (sums.monolith().equals(sums.service())) {
                rowsCompared += sums.monolith().rows();
                chunks++;
                return;
            }
        }
        chunksByRow++;
        Answers<Map<String, Row>> rows =
                sides.both(() -> monolith.rows(range, !summable), () -> service.rows(range, !summable));
        rowsCompared += (serviceOwns ? rows.service() : rows.monolith()).size();
        keys(rows).forEach(key -> {
            Row atMonolith = rows.monolith().get(key);
            Row atService = rows.service().get(key);
            if (!alike(atMonolith, atService)) {
                suspects.put(key, Suspect.of(atMonolith, atService));
            }
        });
    }

    /**
     * Looks at the suspects again, behind a fence: rows that are alike by now are cleared, those that differ as before are
     * counted, those that changed meanwhile stay suspects.
     *
     * @return how many stay
     */
    int lookAgain() throws SQLException {
        List<List<Object>> keys = suspects.values().stream().map(Suspect::key).toList();
        Answers<Map<String, Row>> rows = sides.both(() -> monolith.rows(keys), () -> service.rows(keys));
        Map<String, Suspect> changing = new LinkedHashMap<>();
        suspects.forEach((key, suspect) -> {
            Row atMonolith = rows.monolith().get(key);
            Row atService = rows.service().get(key);
            if (alike(atMonolith, atService)) {
                return;
            }
            if (suspect.unchanged(atMonolith, atService)) {
                count(suspect, atMonolith, atService);
            } else {
                changing.put(key, Suspect.of(atMonolith, atService));
            }
        });
        suspects = changing;
        return suspects.size();
    }

    int suspects() {
        return suspects.size();
    }

    /** Suspects that are left count as undecided. */
    VerifyResult.Table result(String whyUndecided) {
        suspects.values().forEach(suspect -> sample(suspect, "undecided: " + whyUndecided));
        return new VerifyResult.Table(
                plan.monolith().name(),
                plan.service().name(),
                rowsCompared,
                missing,
                surplus,
                different,
                suspects.size(),
                chunks,
                chunksByRow,
                samples);
    }

    private void count(Suspect suspect, @Nullable Row atMonolith, @Nullable Row atService) {
        if (atService == null) {
            missing++;
            sample(suspect, "missing in " + plan.service().qualified());
        } else if (atMonolith == null) {
            surplus++;
            sample(suspect, "only in " + plan.service().qualified());
        } else {
            different++;
            sample(suspect, difference(atMonolith, atService));
        }
    }

    private String difference(Row atMonolith, Row atService) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String left = atMonolith.columns().get(i);
            String right = atService.columns().get(i);
            if (!columns.get(i).matching().same(left, right)) {
                parts.add(columns.get(i).pair().monolith().name() + " " + shown(left) + ", "
                        + columns.get(i).pair().service().name() + " " + shown(right));
            }
        }
        return String.join("; ", parts);
    }

    private static String shown(@Nullable String text) {
        if (text == null) {
            return "NULL";
        }
        return "'"
                + (text.codePointCount(0, text.length()) > 60
                        ? text.substring(0, text.offsetByCodePoints(0, 60)) + "..."
                        : text)
                + "'";
    }

    private void sample(Suspect suspect, String what) {
        if (samples.size() < MAX_SAMPLES) {
            samples.add(String.join(", ", plan.monolith().primaryKey()) + " " + suspect.keyText() + ": " + what);
        }
    }

    private boolean alike(@Nullable Row left, @Nullable Row right) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        if (left.digest().equals(right.digest())) {
            return true;
        }
        if (summable || left.columns().isEmpty()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i)
                    .matching()
                    .same(left.columns().get(i), right.columns().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> keys(Answers<Map<String, Row>> rows) {
        Set<String> keys = new LinkedHashSet<>(rows.monolith().keySet());
        keys.addAll(rows.service().keySet());
        return keys;
    }
}
