package dev.banyan.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy that can't save the revision it is about to route by. */
class UnwritableStateIT {
    private static final String MEMBER = House.member(true, 5_000, 0);

    @TempDir
    static Path folder;

    private static House house;
    private static String state;

    @BeforeAll
    static void start() throws IOException {
        house = new House(folder);
        house.startPhase();
        state = "--banyan.proxy.state=" + Files.createFile(folder.resolve("no-folder"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void itRoutesByItAllTheSame() {
        RunningProxy proxy = house.proxy("--banyan.proxy.id=untrusting", state);

        await().until(() -> proxy.row().revision() == house.revisions.newestNumber());
        assertThat(proxy.post(MEMBER, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void oneThatTrustsItsDiskDoesNotFollow() {
        RunningProxy proxy = house.proxy("--banyan.proxy.id=trusting", "--banyan.proxy.trust-disk=true", state);

        await().untilAsserted(() -> assertThat(proxy.row().refusal()).contains("can't be saved to"));
        assertThat(proxy.row().revision()).isEqualTo(-1);
        assertThat(proxy.get("/shops").statusCode()).isEqualTo(503);
    }
}
