package dev.banyan.cli.doctor;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether banyan's user may do what streams and commands do. */
final class PrivilegeChecks {
    private static final String CHECK = "privileges";
    private static final Pattern GRANT = Pattern.compile("GRANT (.+) ON (\\S+) TO .*", Pattern.DOTALL);
    private static final List<String> ON_SCHEMA =
            List.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "TRIGGER");

    private final Server server;
    private final Findings findings;

    PrivilegeChecks(Server server, Findings findings) {
        this.server = server;
        this.findings = findings;
    }

    void run() throws SQLException {
        List<String> grants = server.list("SHOW GRANTS");
        Set<String> global = held(grants, "*.*");
        Set<String> schema = held(grants, server.address().schema() + ".*");
        schema.addAll(global);
        boolean roles = grants.stream().anyMatch(grant -> !GRANT.matcher(grant).matches());
        findings.group(CHECK, "All that are needed", () -> {
            missing(ON_SCHEMA, schema, "`" + server.address().schema() + "`.*", roles);
            missing(List.of("RELOAD", "REPLICATION SLAVE", "REPLICATION CLIENT", "PROCESS"), global, "*.*", roles);
        });
    }

    /** The privileges granted on exactly this; {@code ALL PRIVILEGES} as itself. */
    static Set<String> held(List<String> grants, String on) {
        Set<String> held = new HashSet<>();
        for (String grant : grants) {
            Matcher matcher = GRANT.matcher(grant);
            if (matcher.matches() && covers(matcher.group(2), on)) {
                Arrays.stream(matcher.group(1).split(","))
                        .map(privilege -> privilege.strip().toUpperCase(Locale.ROOT))
                        .forEach(held::add);
            }
        }
        if (held.contains("BINLOG MONITOR")) {
            held.add("REPLICATION CLIENT");
        }
        return held;
    }

    private static boolean covers(String granted, String on) {
        String plain = granted.replace("`", "").replace("\\_", "_");
        return plain.equalsIgnoreCase(on) || (plain.contains("%") && likeMatches(plain, on));
    }

    private static boolean likeMatches(String pattern, String text) {
        String[] parts = pattern.split("%", -1);
        return text.matches(
                String.join(".*", Arrays.stream(parts).map(Pattern::quote).toList()));
    }

    private void missing(List<String> needed, Set<String> held, String on, boolean roles) {
        if (held.contains("ALL PRIVILEGES") || held.contains("ALL")) {
            return;
        }
        List<String> missing = new ArrayList<>(needed);
        missing.removeAll(held);
        if (missing.isEmpty()) {
            return;
        }
        String list = String.join(", ", missing);
        String user = server.address().user();
        String mend = "Run: GRANT " + list + " ON " + on + " TO '" + user + "'@'%'";
        if (roles) {
            findings.warn(CHECK, "User '" + user + "' lacks " + list + " on " + on + " unless a role gives it", mend);
        } else {
            findings.refuse(CHECK, "User '" + user + "' lacks " + list + " on " + on, mend);
        }
    }
}
