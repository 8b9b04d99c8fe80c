package dev.banyan.playbooks.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.playbooks.MigrationTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenTest {
    @TempDir
    private Path folder;

    @Test
    void takesNoErrorForAnAnswerOfRubysAndRubyAtItsNewPlaceForRuby() throws IOException {
        Path log = Files.write(
                folder.resolve("requests.ndjson"),
                List.of(
                        line("/api/members/3", 200, "null", "null", "OK", "null"),
                        line("/api/members/3", 502, "null", "null", "FAILED", "\"ruby-frozen\""),
                        line("/api/shops/7/menus", 200, "\"service\"", "\"menu\"", "OK", "null"),
                        line("/api/reviews/7", 200, "\"service\"", "\"cloud\"", "OK", "null")));

        assertThat(Seen.read(log, MigrationTemplate.read(folder)))
                .containsExactly(
                        new Seen(MadeUpWalk.BEGAN, true, true, false, 3, ""),
                        new Seen(MadeUpWalk.BEGAN, false, true, true, 3, "ruby-frozen"),
                        new Seen(MadeUpWalk.BEGAN, true, false, false, 3, ""),
                        new Seen(MadeUpWalk.BEGAN, true, true, false, 3, ""));
    }

    private static String line(String path, int status, String side, String phase, String outcome, String window) {
        return String.format(
                "{\"number\":1,\"ts\":\"%s\",\"kind\":\"MENUS\",\"method\":\"GET\",\"path\":\"%s\",\"member\":1,\"status\":%d,"
                        + "\"millis\":3,\"tries\":1,\"proxy\":\"proxy-1\",\"side\":%s,\"phase\":%s,\"outcome\":\"%s\",\"retried\":false,"
                        + "\"rerouted\":false,\"waited\":false,\"amount\":0,\"window\":%s}",
                MadeUpWalk.BEGAN, path, status, side, phase, outcome, window);
    }
}
