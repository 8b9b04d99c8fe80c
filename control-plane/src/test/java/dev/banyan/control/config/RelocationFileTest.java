package dev.banyan.control.config;

import static dev.banyan.control.config.MigrationText.parse;
import static dev.banyan.control.config.MigrationText.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.config.PhaseDefinition.After;
import dev.banyan.control.config.PhaseDefinition.Kind;
import dev.banyan.control.config.PhaseDefinition.Mode;
import dev.banyan.control.config.PhaseDefinition.Triggers;
import dev.banyan.control.store.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelocationFileTest {
    private static final String GOOD = """
            migration: ruby
            control:  { url: "jdbc:mysql://127.0.0.1:3310/banyan", user: banyan, password: p }
            proxy:    { listen: "0.0.0.0:8000", admin: "127.0.0.1:8001", token: secret }
            monolith:
              http: [ "http://127.0.0.1:8080" ]
              database: { url: "jdbc:mysql://127.0.0.1:3306/ruby", user: banyan, password: p }
            services:
              aws:
                http: [ "http://127.0.0.1:8081" ]
                database: { url: "jdbc:mysql://127.0.0.1:3307/ruby", user: banyan, password: p }
            phases:
              cloud:
                service: aws
                relocate: true
                hold: { deadline: 5s }
                after: keep
            """;

    @Test
    void impliesWhatAWholeMonolithNeeds() {
        PhaseDefinition cloud = parse(GOOD).phase("cloud").orElseThrow();

        assertThat(cloud.kind()).isEqualTo(Kind.RELOCATION);
        assertThat(cloud.routes()).extracting(RouteRule::path).containsExactly("/**");
        assertThat(cloud.tables()).isEmpty();
        assertThat(cloud.mode()).isEqualTo(Mode.WHOLE);
        assertThat(cloud.triggers()).isEqualTo(Triggers.GUARD);
        assertThat(cloud.hold().deadline()).isEqualTo(Duration.ofSeconds(5));
        assertThat(cloud.after()).isEqualTo(After.KEEP);
        assertThat(Json.read(Json.write(cloud), PhaseDefinition.class)).isEqualTo(cloud);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode: keyed",
                "ids: external",
                "fence: none",
                "triggers: fire",
                "tables: []",
                "routes: []",
                "feed: true"
            })
    void refusesWhatContradictsIt(String line) {
        assertThat(problemOf(GOOD.replace("after: keep", "after: keep\n    " + line)))
                .contains("'" + line.substring(0, line.indexOf(':')) + "' does not go with 'relocate: true'");
    }

    @Test
    void takesWhatItImplies() {
        String text =
                GOOD.replace("after: keep", "after: keep\n    mode: whole\n    triggers: guard\n    fence: triggers");

        assertThat(parse(text).phase("cloud")).isEqualTo(parse(GOOD).phase("cloud"));
    }

    @Test
    void aMigrationRelocatesOnce() {
        assertThat(problemOf(GOOD + "  again: { service: aws, relocate: true }\n"))
                .contains("a migration relocates once");
    }

    @Test
    void nothingElseMovesToWhereTheMonolithGoes() {
        assertThat(
                        problemOf(
                                GOOD
                                        + "  ads: { service: aws, mode: whole, routes: [ { path: /ads } ], tables: [ { from: ads } ] }\n"))
                .contains("Service 'aws' takes the whole monolith");
    }
}
