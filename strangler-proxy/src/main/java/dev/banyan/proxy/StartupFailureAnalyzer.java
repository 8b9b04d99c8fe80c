package dev.banyan.proxy;

import dev.banyan.control.store.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says what kept the proxy from starting, and how to mend it, without a stack trace. */
final class StartupFailureAnalyzer implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupException startup) {
                return new FailureAnalysis(startup.getMessage(), startup.action(), failure);
            }
            if (cause instanceof StoreUnavailableException) {
                return new FailureAnalysis(
                        cause.getMessage(),
                        "Mend the `control` section of migration.yaml and start the proxy again.",
                        failure);
            }
        }
        return null;
    }
}
