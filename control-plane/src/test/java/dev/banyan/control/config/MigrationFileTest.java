package dev.banyan.control.config;

import static dev.banyan.control.config.MigrationText.parse;
import static dev.banyan.control.config.MigrationText.problemOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.config.PhaseDefinition.Conflicts;
import dev.banyan.control.yaml.InvalidFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationFileTest {
    private static final String GOOD = """
            migration: ruby
            control:  { url: "jdbc:mysql://127.0.0.1:3310/banyan", user: banyan, password: "${CONTROL}" }
            proxy:    { listen: "0.0.0.0:8000", admin: "127.0.0.1:8001", token: secret }
            monolith:
              http: [ "http://127.0.0.1:8080" ]
              database: { url: "jdbc:mysql://127.0.0.1:3306/ruby", user: banyan, password: p }
            services:
              payment:
                http: [ "http://127.0.0.1:9101" ]
                database: { url: "jdbc:mysql://127.0.0.1:3307/payment", user: banyan, password: p }
            phases:
              payments:
                service: payment
                routes:
                  - path: /api/members/{memberId}/payments/**
                    key: path.memberId
                  - path: /api/payments/**
                    key: [ header.X-Member-Id, cookie.member ]
                    reads: [ GET, HEAD ]
                tables:
                  - from: payments
                    to: payment
                    cohort: mem_no
                    columns:
                      pay_no:   { to: id }
                      pay_stat: { to: status, values: { P: PENDING, A: APPROVED } }
                      memo:     { drop: true, reverse: "''" }
                    constants: { currency: KRW }
                mode: keyed
                gates: { error-rate: 1%, p99-ratio: 1.5, lag: 2s, mismatches: 0, wrong-owner: 0 }
                hold: { deadline: 3s, max-waiting: 2000 }
                after: sync
            """;

    @Test
    void readsAWholeMigration() {
        Migration migration = parse(GOOD);

        PhaseDefinition phase = migration.phase("payments").orElseThrow();
        assertThat(migration.control().password().value()).isEqualTo("s3cret");
        assertThat(phase.routes().get(1).key().toString()).isEqualTo("[header.X-Member-Id, cookie.member]");
        assertThat(phase.routes().get(0).reads()).isEqualTo(Set.of("GET", "HEAD"));
        TableMapping table = phase.tables().get(0);
        assertThat(table.target("pay_no")).isEqualTo("id");
        assertThat(table.target("memo")).isNull();
        assertThat(table.target("reg_dt")).isEqualTo("reg_dt");
        assertThat(table.constants()).isEqualTo(Map.of("currency", "KRW"));
        assertThat(phase.gates()).isEqualTo(new Gates(0.01, 1.5, Duration.ofSeconds(2), 0, 0));
        assertThat(phase.conflicts()).isEqualTo(Conflicts.OWNER_WINS);
    }

    @Test
    void refusesWritersOnlyWhereToldTo() {
        String whole = GOOD.replace("mode: keyed", "mode: whole");

        PhaseDefinition told = parse(whole.replace("mode: whole", "mode: whole\n    fence: triggers"))
                .phase("payments")
                .orElseThrow();

        assertThat(told.refusesWriters()).isTrue();
        assertThat(parse(whole).phase("payments").orElseThrow().refusesWriters())
                .isFalse();
    }

    @Test
    void neverPrintsSecrets() {
        assertThat(parse(GOOD).toString()).doesNotContain("s3cret").contains("***");
    }

    @Test
    void namesAnUnknownKeyItsLineAndTheNearestKnownOne() {
        assertThat(problemOf(GOOD.replace("    service: payment\n", "    service: payment\n    tabels: []\n")))
                .contains("Unknown key 'phases.payments.tabels'.", "Did you mean 'tables'?", "migration.yaml:14");
    }

    @Test
    void namesBothLinesOfADuplicateKey() {
        assertThat(problemOf(GOOD + "    after: keep\n")).contains("after' is given twice", "first on line");
    }

    @Test
    void namesAnUnknownServiceAndTheDeclaredOnes() {
        assertThat(problemOf(GOOD.replace("service: payment", "service: paymnt")))
                .contains(
                        "Phase 'payments' names unknown service 'paymnt'. Declared: payment. Did you mean 'payment'?",
                        "migration.yaml:13");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "mode: keyed|mode: reads|must be one of keyed, whole",
                "mode: keyed|fence: locks|must be one of none, triggers",
                "mode: keyed|ramp: { steps: [ 1% ] }|'ramp' is not enforced by this version",
                "mode: keyed|fence: triggers|'fence: triggers' goes with 'mode: whole' alone",
                "error-rate: 1%|error-rate: 101%|must lie between 0% and 100%",
                "error-rate: 1%|error-rate: many|must be a percentage",
                "error-rate: 1%|shadow-mismatches: 1%|'shadow-mismatches' is not enforced by this version",
                "lag: 2s|lag: 2|must be a duration such as",
                "max-waiting: 2000|max-waiting: x|must be a whole number",
                "deadline: 3s|deadline: 3h|100 ms to 60 s",
                "after: sync|after: drop|must be one of sync, keep",
                "key: path.memberId|key: path.member|names no variable of the path",
                "key: path.memberId|key: body.id|is no key source",
                "{ to: id }|{ to: id, drop: true }|a dropped column has neither 'to' nor 'values'",
                "A: APPROVED|A: PENDING|two values map to the same one",
                "cohort: mem_no|children: x|'children' is not enforced by this version",
                "password: p }|password: '${NOT_SET}' }|the environment variable NOT_SET is not set",
                "jdbc:mysql://127.0.0.1:3306/ruby|jdbc:postgresql://h/ruby|must look like jdbc:mysql://",
                "http://127.0.0.1:9101|127.0.0.1:9101|must be http://host:port",
                "listen: \"0.0.0.0:8000\"|listen: 8000|must be host:port",
                "migration: ruby|migration: [ ruby ]|must be a single value",
            })
    void saysWhatIsWrong(String good, String bad, String message) {
        assertThat(GOOD).contains(good);

        assertThat(problemOf(GOOD.replace(good, bad))).contains(message).contains("migration.yaml:");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        String message = problemOf(GOOD.replace("mode: keyed", "mode: maybe").replace("lag: 2s", "lag: soon"));

        assertThat(message).contains("mode").contains("lag");
        assertThat(message.lines()).hasSize(2);
    }

    @Test
    void saysWhichFileCannotBeRead() {
        assertThatThrownBy(() -> MigrationFile.read(Path.of("no/such/migration.yaml")))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("no/such/migration.yaml")
                .hasMessageContaining("--config");
    }

    @Test
    void percentagesAreCohorts() {
        assertThat(List.of(Percent.cohorts("25%"), Percent.cohorts("0.01"), Percent.cohorts("100 %")))
                .containsExactly(2500, 1, 10_000);
        assertThat(Percent.text(2550)).isEqualTo("25.5%");
        assertThatThrownBy(() -> Percent.cohorts("0.001%")).hasMessageContaining("0.01%");
    }
}
