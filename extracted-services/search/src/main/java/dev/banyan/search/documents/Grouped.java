package dev.banyan.search.documents;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row that belongs to an owner. */
record Grouped<T>(long owner, T what) {

    /** By owner, in the order of the query. It has the parameter ids and a column owner. */
    static <T> Map<Long, List<T>> read(JdbcClient jdbc, String sql, List<?> ids, RowMapper<T> mapper) {
        return jdbc
                .sql(sql)
                .param("ids", ids)
                .query((row, n) -> new Grouped<T>(row.getLong("owner"), mapper.mapRow(row, n)))
                .list()
                .stream()
                .collect(groupingBy(Grouped::owner, mapping(Grouped::what, toList())));
    }
}
