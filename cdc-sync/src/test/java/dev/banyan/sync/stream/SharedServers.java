package dev.banyan.sync.stream;

import dev.banyan.sync.stream.SyncStage.Servers;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One pair of servers for all classes that leave them as they are; closed behind the last one. */
final class SharedServers implements BeforeAllCallback {
    private Servers servers;

    @Override
    public void beforeAll(ExtensionContext context) {
        servers = context.getRoot()
                .getStore(Namespace.create(SharedServers.class))
                .computeIfAbsent(Servers.class, key -> Servers.start(), Servers.class);
    }

    Servers get() {
        return Objects.requireNonNull(servers);
    }
}
