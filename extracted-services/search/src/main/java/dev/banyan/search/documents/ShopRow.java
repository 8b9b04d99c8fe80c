package dev.banyan.search.documents;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a document tells of the shop itself. */
record ShopRow(
        long id,
        @Nullable String name,
        @Nullable String category,
        @Nullable String categoryName,
        boolean open,
        @Nullable BigDecimal lat,
        @Nullable BigDecimal lng) {

    /** By id. The query has the parameter ids and columns of these names. */
    static Map<Long, ShopRow> read(JdbcClient jdbc, String sql, List<?> ids) {
        return jdbc
                .sql(sql)
                .param("ids", ids)
                .query((row, n) -> new ShopRow(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("category"),
                        row.getString("category_name"),
                        row.getBoolean("is_open"),
                        row.getBigDecimal("lat"),
                        row.getBigDecimal("lng")))
                .list()
                .stream()
                .collect(Collectors.toMap(ShopRow::id, Function.identity()));
    }
}
