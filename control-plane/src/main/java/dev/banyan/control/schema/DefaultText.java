package dev.banyan.control.schema;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A column's default as SQL text: MariaDB quotes literals and spells NULL; MySQL gives bare values and marks expressions. */
record DefaultText(boolean mariaDb) {
    private static final Set<String> BARE =
            Set.of("tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "bit", "year");

    @Nullable
    String sql(String dataType, @Nullable String columnDefault, String extra) {
        if (columnDefault == null) {
            return null;
        }
        if (mariaDb) {
            return columnDefault.equals("NULL") ? null : columnDefault;
        }
        if (extra.contains("default_generated") || BARE.contains(dataType)) {
            return columnDefault;
        }
        return "'" + columnDefault.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
