package dev.banyan.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.cli.stack.Stack;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.RouteRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MigrationTemplateTest {

    @TempDir
    private Path folder;

    @Test
    void describesThePaymentsPhase() throws IOException {
        Migration migration = MigrationTemplate.read(folder);

        PhaseDefinition payments = phase(migration, "payments");
        assertThat(payments.mode()).isEqualTo(PhaseDefinition.Mode.KEYED);
        assertThat(payments.after()).isEqualTo(PhaseDefinition.After.SYNC);
        assertThat(payments.tables()).singleElement().satisfies(table -> {
            assertThat(table.cohort()).isEqualTo("mem_no");
            assertThat(table.columns()).hasSize(13);
            assertThat(table.target("memo")).isNull();
            assertThat(table.constants()).containsEntry("currency", "KRW");
        });
        assertThat(migration.control().password().value()).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "payments,    MOVE, KEYED, 1",
        "order-relay, MOVE, KEYED, 2",
        "menu,        MOVE, KEYED, 2",
        "shop-list,   MOVE, WHOLE, 2",
        "reviews,     MOVE, KEYED, 1",
        "settlement,  FEED, WHOLE, 2",
        "search,      FEED, WHOLE, 5",
        "orders,      MOVE, KEYED, 2",
        "order-events, OUTBOX, WHOLE, 1",
        "payment-events, OUTBOX, WHOLE, 1",
        "relay-events, OUTBOX, WHOLE, 1"
    })
    void movesEachCapabilityInItsOwnWay(String name, PhaseDefinition.Kind kind, PhaseDefinition.Mode mode, int tables)
            throws IOException {
        PhaseDefinition phase = phase(MigrationTemplate.read(folder), name);

        assertThat(phase.kind()).isEqualTo(kind);
        assertThat(phase.mode()).isEqualTo(mode);
        assertThat(phase.tables()).hasSize(tables);
        assertThat(phase.after()).isEqualTo(PhaseDefinition.After.SYNC);
    }

    @Test
    void relocatesAllOfTheMonolith() throws IOException {
        PhaseDefinition cloud = phase(MigrationTemplate.read(folder), "cloud");

        assertThat(cloud.relocation()).isTrue();
        assertThat(cloud.service()).isEqualTo("aws");
        assertThat(cloud.after()).isEqualTo(PhaseDefinition.After.KEEP);
    }

    @Test
    void keysTheRelayAndTheMenusByShop() throws IOException {
        Migration migration = MigrationTemplate.read(folder);

        for (String name : List.of("order-relay", "menu")) {
            assertThat(phase(migration, name).tables())
                    .allSatisfy(table -> assertThat(table.cohort()).isEqualTo("shop_no"));
            assertThat(phase(migration, name).routes())
                    .extracting(RouteRule::path)
                    .allSatisfy(path -> assertThat(path).contains("{shopId}"));
        }
    }

    @Test
    void keepsTheDatabasesOfFeedsToTheirServicesAndShowsThemAToken() throws IOException {
        Migration migration = MigrationTemplate.read(folder);

        for (String name : List.of("settlement", "search")) {
            var site = Objects.requireNonNull(migration.services().get(name));
            assertThat(site.ownDatabase()).isNull();
            assertThat(Objects.requireNonNull(site.token()).value()).isEqualTo("s3cret");
        }
    }

    @Test
    void refersOnlyToPortsThatTheStackGives() throws IOException {
        Stack stack = Stack.open(
                Path.of("stack.yaml"), folder, Path.of("").toAbsolutePath().getParent());

        assertThat(Pattern.compile("\\$\\{port\\.([a-z0-9-]+)(\\.admin)?}")
                        .matcher(MigrationTemplate.text())
                        .results()
                        .map(port -> port.group(1)))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(stack.names()).contains(port));
    }

    @Test
    void refersOnlyToSecretsThatTheStackHandsOut() throws IOException {
        String stack = Files.readString(Path.of("stack.yaml"));

        assertThat(Pattern.compile("\\$\\{secret-file\\.([a-z-]+)}")
                        .matcher(MigrationTemplate.text())
                        .results()
                        .map(secret -> secret.group(1))
                        .filter(secret -> !secret.equals("admin-token"))) // between the proxies and the command line
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(stack).contains("${secret." + secret + "}"));
    }

    private static PhaseDefinition phase(Migration migration, String name) {
        return migration.phase(name).orElseThrow();
    }
}
