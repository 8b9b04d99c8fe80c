package dev.banyan.kit.database;

import dev.banyan.kit.ServiceName;
import java.sql.SQLException;
import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Explains a start that failed because the database could not be reached, entered or migrated. */
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    private static final int ACCESS_DENIED = 1045;
    private static final int NO_ACCESS_TO_DATABASE = 1044;
    private static final int NO_SUCH_DATABASE = 1049;

    private final Environment environment;

    DatabaseFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable failure, SQLException found) {
        SQLException root = deepest(found);
        String url = setting("spring.datasource.url").replaceAll("\\?.*", "");
        String user = setting("spring.datasource.username");
        return switch (root.getErrorCode()) {
            case ACCESS_DENIED ->
                analysis(
                        "The database at " + url + " refused user '" + user + "': wrong user or password.",
                        "Set spring.datasource.username and spring.datasource.password (or "
                                + ServiceName.of(environment).passwordVariable() + ").",
                        failure);
            case NO_ACCESS_TO_DATABASE, NO_SUCH_DATABASE ->
                analysis(
                        "User '" + user + "' cannot use the database of " + url + ": " + root.getMessage(),
                        "Create it and grant all privileges on it to '" + user + "'.",
                        failure);
            default ->
                String.valueOf(root.getSQLState()).startsWith("08")
                        ? analysis(
                                "No database answers at " + url + ".",
                                "Start it, or point spring.datasource.url at the right host and port.",
                                failure)
                        : analysis(
                                "The database at " + url + " could not be prepared: " + root.getMessage(),
                                "Mend what it complains about and start again; migrations done so far are kept.",
                                failure);
        };
    }

    private String setting(String key) {
        return Objects.requireNonNullElse(environment.getProperty(key), "(" + key + " is not set)");
    }

    private static FailureAnalysis analysis(String what, String action, Throwable failure) {
        return new FailureAnalysis(what, action, failure);
    }

    private static SQLException deepest(SQLException found) {
        SQLException deepest = found;
        for (Throwable cause = found.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                deepest = sql;
            }
        }
        return deepest;
    }
}
