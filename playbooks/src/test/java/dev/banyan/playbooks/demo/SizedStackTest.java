package dev.banyan.playbooks.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.playbooks.load.LoadPlan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SizedStackTest {
    private static final Path HOME = Path.of("").toAbsolutePath().getParent();

    @Test
    void theStacksOwnFileHasTheSizesThatWereAskedFor() {
        assertThat(made(LoadPlan.Mix.CITY, DemoOptions.NO_CONTRAST))
                .contains("- --ruby.seed.members=20", "- --ruby.seed.seed=7", "- --ruby.relay.mode=http")
                .contains("      # contrast api: - --orders.contrast-deliveries=");
    }

    @Test
    void theStacksOwnFileHasTheSettingsOfAContrast() {
        assertThat(made(LoadPlan.Mix.CITY, "api"))
                .contains("      - --orders.contrast-deliveries=", "      - --deliveries.mode=api")
                .contains("      # contrast api-only: - --views.mode=api");
    }

    @Test
    void onlyACitysOrdersAreRelayed() {
        assertThat(made(LoadPlan.Mix.PAYMENTS, DemoOptions.NO_CONTRAST))
                .contains("- --ruby.relay.mode=off")
                .doesNotContain("- --ruby.relay.mode=http");
    }

    private static String made(LoadPlan.Mix mix, String contrast) {
        return SizedStack.text(new DemoOptions(mix, 7, 30, 20, 5, 50, false, false, contrast), HOME);
    }
}
