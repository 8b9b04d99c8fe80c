package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OwnerIT {
    private static RunningRuby ruby;

    @BeforeAll
    static void start() {
        ruby = new RunningRuby();
    }

    @AfterAll
    static void stop() {
        ruby.close();
    }

    @Test
    void anOwnerChangesWhatIsNamedAndNothingElse() {
        Api.Answer before = ruby.api().get("/api/owners/1");

        Api.Answer changed = ruby.api().put("/api/owners/1", Map.of("phone", "010-1234-5678"));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("phone")).isEqualTo("010-1234-5678");
        assertThat(changed.text("name")).isEqualTo(before.text("name"));
        assertThat(ruby.api().get("/api/owners/1").text("phone")).isEqualTo("010-1234-5678");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(ruby.api().get("/api/owners/999999").status()).isEqualTo(404);
        assertThat(ruby.api().put("/api/owners/999999", Map.of("name", "a")).status())
                .isEqualTo(404);
        Api.Answer long12 = ruby.api().put("/api/owners/1", Map.of("businessNumber", "1234567890123"));
        assertThat(long12.status()).isEqualTo(400);
        assertThat(long12.text("detail")).contains("businessNumber must be at most 12 characters");
    }
}
