package dev.banyan.sync;

import dev.banyan.control.yaml.InvalidFileException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Tells a user's mistake in one message, without a stack trace. */
final class StartupFailures implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupException startup) {
                return new FailureAnalysis(String.valueOf(startup.getMessage()), startup.action(), failure);
            }
            if (cause instanceof InvalidFileException invalid) {
                return new FailureAnalysis(
                        String.valueOf(invalid.getMessage()), "Mend the file and start again.", failure);
            }
        }
        return null;
    }
}
