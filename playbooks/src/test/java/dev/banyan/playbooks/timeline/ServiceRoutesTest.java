package dev.banyan.playbooks.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.store.Json;
import dev.banyan.playbooks.MigrationTemplate;
import dev.banyan.playbooks.load.RequestLine;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceRoutesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "GET, /api/shops/7/menus, service, true",
        "PUT, /api/shops/7/menus/8, service, true",
        "GET, /api/shops/7/menus, monolith, false",
        "GET, /api/payments/3, service, true",
        "GET, /api/search?q=noodles, service, true",
        "POST, /api/search, service, false",
        "GET, /api/coupons/3, service, false",
        "GET, /api/shops/7/menus, , false"
    })
    void rubyAtItsNewPlaceIsRubyStill(String method, String path, @Nullable String side, boolean service)
            throws IOException {
        ServiceRoutes routes = ServiceRoutes.of(MigrationTemplate.read(folder));

        assertThat(routes.answeredByService(line(method, path, side))).isEqualTo(service);
    }

    private static RequestLine line(String method, String path, @Nullable String side) {
        return Json.read(
                String.format(
                        "{\"number\":1,\"ts\":\"2026-01-01T00:00:00Z\",\"kind\":\"MENUS\",\"method\":\"%s\",\"path\":\"%s\",\"member\":1,"
                                + "\"status\":200,\"millis\":3,\"tries\":1,\"proxy\":\"proxy-1\",\"side\":%s,\"outcome\":\"OK\","
                                + "\"retried\":false,\"rerouted\":false,\"waited\":false,\"amount\":0}",
                        method, path, side == null ? "null" : "\"" + side + "\""),
                RequestLine.class);
    }
}
