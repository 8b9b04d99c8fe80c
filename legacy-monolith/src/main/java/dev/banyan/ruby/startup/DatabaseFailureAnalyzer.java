package dev.banyan.ruby.startup;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Explains a database that refuses us or can't be reached. Other SQL errors are left to their own messages. */
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    private static final int ACCESS_DENIED = 1045;
    private static final int ACCESS_DENIED_TO_SCHEMA = 1044;
    private static final int UNKNOWN_SCHEMA = 1049;

    private final Environment environment;

    DatabaseFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        String url = environment.getProperty("spring.datasource.url", "(no spring.datasource.url)");
        String user = environment.getProperty("spring.datasource.username", "(no spring.datasource.username)");
        String sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
        return switch (cause.getErrorCode()) {
            case ACCESS_DENIED ->
                analysis(
                        cause,
                        "The database at " + url + " refused user '" + user + "': wrong name or password.",
                        "Correct spring.datasource.username and spring.datasource.password"
                                + " (SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD).");
            case ACCESS_DENIED_TO_SCHEMA, UNKNOWN_SCHEMA ->
                analysis(
                        cause,
                        "The schema of " + url + " does not exist, or user '" + user + "' may not use it.",
                        "Create it (CREATE DATABASE ruby CHARACTER SET utf8mb4) and grant it to '" + user
                                + "', or correct spring.datasource.url.");
            default ->
                sqlState.startsWith("08")
                        ? analysis(
                                cause,
                                "The database at " + url + " can't be reached.",
                                "Start it, or correct spring.datasource.url (SPRING_DATASOURCE_URL).")
                        : null;
        };
    }

    private static FailureAnalysis analysis(SQLException cause, String description, String action) {
        return new FailureAnalysis(description, action, cause);
    }
}
