package dev.banyan.cli.stack;

import dev.banyan.mysql.ServerKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Privileges of a stack file, which have MariaDB's names, as the server that runs calls them. */
final class Privileges {

    /** None: MySQL has no such privilege and needs none. */
    private static final Map<String, List<String>> IN_MYSQL = Map.of(
            "SLAVE MONITOR", List.of("REPLICATION CLIENT"),
            "BINLOG MONITOR", List.of("REPLICATION CLIENT"),
            "BINLOG ADMIN", List.of(),
            "CONNECTION ADMIN", List.of("CONNECTION_ADMIN"),
            "SHOW CREATE ROUTINE", List.of("SHOW_ROUTINE"),
            "SUPER", List.of("SYSTEM_VARIABLES_ADMIN", "FLUSH_TABLES"));

    private Privileges() {}

    /** @param privileges as {@code GRANT} takes them on MariaDB: {@code SELECT, BINLOG MONITOR} */
    static String on(ServerKind server, String privileges) {
        if (server == ServerKind.MARIADB) {
            return privileges;
        }
        return Arrays.stream(privileges.split(",", -1))
                .map(privilege -> privilege.strip().toUpperCase(Locale.ROOT))
                .flatMap(privilege -> IN_MYSQL.getOrDefault(privilege, List.of(privilege)).stream())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
