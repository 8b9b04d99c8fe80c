package dev.banyan.search.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opensearch.common.settings.Settings;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.transport.Netty4Plugin;
import org.springframework.util.FileSystemUtils;

/** An OpenSearch of one node in this process, reachable from this machine alone. */
public final class EmbeddedEngine implements AutoCloseable {

    private static final String NAME = "search";

    private final Node node;
    private final String url;
    private final @Nullable Path temporary;

    private EmbeddedEngine(Node node, String url, @Nullable Path temporary) {
        this.node = node;
        this.url = url;
        this.temporary = temporary;
    }

    /**
     * Returns when it answers.
     *
     * @param data where it keeps its files; null: in a folder that is deleted when it is closed
     * @param port 0: any that is free
     */
    public static EmbeddedEngine start(@Nullable Path data, int port) {
        try {
            Path home = data != null ? Files.createDirectories(data) : Files.createTempDirectory("opensearch");
            Path temporary = data != null ? null : home;
            Files.createDirectories(home.resolve("config"));
            Node node = new OneNode(settings(home.toAbsolutePath(), port), home.resolve("config"));
            node.start();
            int bound = node.injector()
                    .getInstance(HttpServerTransport.class)
                    .boundAddress()
                    .publishAddress()
                    .getPort();
            return new EmbeddedEngine(node, "http://127.0.0.1:" + bound, temporary);
        } catch (IOException e) {
            throw new UncheckedIOException("OpenSearch can't keep its files", e);
        } catch (NodeValidationException e) {
            throw new IllegalStateException("OpenSearch does not start: " + e.getMessage(), e);
        }
    }

    private static Settings settings(Path home, int port) {
        return Settings.builder()
                .put("path.home", home.toString())
                .put("cluster.name", NAME)
                .put("node.name", NAME)
                .put("node.processors", 2)
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("http.port", String.valueOf(port))
                .put("transport.port", "0")
                .put("transport.type", "netty4")
                .put("http.type", "netty4")
                .put("action.auto_create_index", false)
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
    }

    public String url() {
        return url;
    }

    @Override
    public void close() {
        try {
            node.close();
            node.awaitClose(10, TimeUnit.SECONDS);
            if (temporary != null) {
                FileSystemUtils.deleteRecursively(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class OneNode extends Node {

        OneNode(Settings settings, Path config) {
            super(
                    InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> NAME),
                    List.of(Netty4Plugin.class, LanguagePlugin.class),
                    false);
        }
    }
}
