package dev.banyan.control.schema;

import dev.banyan.control.config.ColumnMapping;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.schema.TableShape.UniqueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pair of tables to bend in tests: {@code ruby.payments} and {@code payment.payment}. */
final class Tables {
    static final ColumnShape PAY_NO = id("pay_no");
    static final ColumnShape MEM_NO = column("mem_no", "bigint", true, null);
    static final ColumnShape STAT = text("pay_stat", "char(1)", true);
    static final ColumnShape MEMO = text("memo", "varchar(200)", true);
    static final ColumnShape ID = id("id");
    static final ColumnShape MEMBER_ID = column("member_id", "bigint", true, null);
    static final ColumnShape STATUS = text("status", "varchar(16)", true);
    static final ColumnShape CURRENCY = text("currency", "char(3)", false);

    static final Map<String, ColumnMapping> COLUMNS = Map.of(
            "pay_no",
            to("id"),
            "mem_no",
            to("member_id"),
            "pay_stat",
            new ColumnMapping("status", false, null, Map.of("P", "PENDING", "A", "APPROVED")),
            "memo",
            new ColumnMapping(null, true, "''", Map.of()));

    private Tables() {}

    static TableShape monolith(ColumnShape... columns) {
        return table("ruby", "payments", List.of("pay_no"), List.of(), columns);
    }

    static TableShape monolith() {
        return monolith(PAY_NO, MEM_NO, STAT, MEMO);
    }

    static TableShape service(ColumnShape... columns) {
        return table("payment", "payment", List.of("id"), List.of(), columns);
    }

    static TableShape service() {
        return service(ID, MEMBER_ID, STATUS, CURRENCY);
    }

    static TableShape table(
            String schema, String name, List<String> primaryKey, List<UniqueKey> keys, ColumnShape... columns) {
        return new TableShape(schema, name, "InnoDB", List.of(columns), primaryKey, keys, List.of(), List.of());
    }

    static TableMapping mapping(Map<String, ColumnMapping> columns) {
        return new TableMapping("payments", "payment", "mem_no", columns, Map.of("currency", "KRW"));
    }

    static List<String> problems(TableMapping mapping, TableShape monolith, TableShape service) {
        return new ArrayList<>(TablePlan.resolve(mapping, monolith, service).problems());
    }

    static ColumnMapping to(String column) {
        return new ColumnMapping(column, false, null, Map.of());
    }

    static ColumnShape id(String name) {
        return new ColumnShape(name, "bigint", "bigint(20)", false, null, true, false, null, null);
    }

    static ColumnShape column(String name, String type, boolean nullable, @Nullable String defaultExpression) {
        return new ColumnShape(name, type, type, nullable, defaultExpression, false, false, null, null);
    }

    static ColumnShape text(String name, String type, boolean nullable) {
        return text(name, type, nullable, "utf8mb4_general_ci");
    }

    static ColumnShape text(String name, String type, boolean nullable, String collation) {
        String dataType = type.substring(0, type.indexOf('('));
        return new ColumnShape(name, dataType, type, nullable, null, false, false, "utf8mb4", collation);
    }
}
