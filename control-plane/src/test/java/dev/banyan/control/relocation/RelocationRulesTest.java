package dev.banyan.control.relocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelocationRulesTest {
    private static final Migration MIGRATION = MigrationFile.parse("migration.yaml", """
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
              ads:
                http: [ "http://127.0.0.1:9101" ]
                database: { url: "jdbc:mysql://127.0.0.1:3308/ads", user: banyan, password: p }
              search: { http: [ "http://127.0.0.1:9102" ] }
            phases:
              cloud: { service: aws, relocate: true }
              ads: { service: ads, mode: whole, routes: [ { path: /ads } ], tables: [ { from: ads } ] }
              search: { service: search, feed: true, tables: [ { from: shops } ] }
            """, Map.of());

    private static PhaseDefinition definition(String name) {
        return MIGRATION.phase(name).orElseThrow();
    }

    private static Phase phase(String name, PhaseState state, int split) {
        return new Phase(name, state, split, definition(name), null, Instant.EPOCH);
    }

    @Test
    void theHomeIsWhereAllOfTheMonolithIs() {
        List<Phase> before = List.of(phase("cloud", PhaseState.SYNCED, 0));
        List<Phase> after = List.of(phase("cloud", PhaseState.COMPLETE, 10_000));

        assertThat(Home.of(MIGRATION, before, definition("ads")).name()).isEqualTo("monolith");
        assertThat(Home.of(MIGRATION, after, definition("ads")).name()).isEqualTo("aws");
        assertThat(Home.of(MIGRATION, after, definition("ads")).site().http()).containsExactly("http://127.0.0.1:8081");
        assertThat(Home.of(MIGRATION, after, definition("cloud")).name()).isEqualTo("monolith");
    }

    @ParameterizedTest
    @CsvSource({"SYNCING,1", "CUT_OVER,1", "COMPLETE,0"})
    void aRelocationMovesOnlyBesidePhasesThatAreComplete(PhaseState state, int reasons) {
        List<Phase> started = List.of(phase("cloud", PhaseState.SYNCED, 0), phase("ads", state, 0));

        assertThat(RelocationRules.against(definition("cloud"), started, true)).hasSize(reasons);
        assertThat(RelocationRules.against(definition("cloud"), started, false)).isEmpty();
    }

    @Test
    void aFeedThatGoesOnKeepsTheMonolithWhereItIs() {
        List<Phase> started = List.of(phase("search", PhaseState.COMPLETE, 10_000));

        assertThat(RelocationRules.against(definition("cloud"), started, true))
                .singleElement()
                .asString()
                .contains("still reads the database");
    }

    @ParameterizedTest
    @CsvSource({"SYNCED,0,0", "CUT_OVER,10000,1", "COMPLETE,10000,0"})
    void nothingStartsWhileTheMonolithMayStillGoBack(PhaseState state, int split, int reasons) {
        assertThat(RelocationRules.against(definition("ads"), List.of(phase("cloud", state, split)), false))
                .hasSize(reasons);
    }
}
