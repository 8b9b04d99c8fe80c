package dev.banyan.control.config;

import static dev.banyan.control.config.MigrationText.parse;
import static dev.banyan.control.config.MigrationText.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.config.PhaseDefinition.After;
import dev.banyan.control.config.PhaseDefinition.Kind;
import dev.banyan.control.store.Json;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedFileTest {
    private static final String GOOD = """
            migration: ruby
            control:  { url: "jdbc:mysql://127.0.0.1:3310/banyan", user: banyan, password: p }
            proxy:    { listen: "0.0.0.0:8000", admin: "127.0.0.1:8001", token: secret }
            monolith:
              http: [ "http://127.0.0.1:8080" ]
              database: { url: "jdbc:mysql://127.0.0.1:3306/ruby", user: banyan, password: p }
            services:
              search:
                http: [ "http://127.0.0.1:9104" ]
                token: "${SEARCH_TOKEN}"
            phases:
              search:
                feed: true
                service: search
                routes:
                  - path: /api/search
                    reads: [ GET, POST ]
                tables:
                  - from: shops
                    columns:
                      shop_nm: { to: name }
                      memo: { drop: true }
                gates: { lag: 5s }
                after: keep
            """;

    @Test
    void readsAFeedWhoseServiceKeepsItsDatabaseToItself() {
        Migration migration = parse(GOOD);

        PhaseDefinition feed = migration.phase("search").orElseThrow();
        assertThat(feed.kind()).isEqualTo(Kind.FEED);
        assertThat(feed.routes().get(0).reads()).isEqualTo(Set.of("GET", "POST"));
        assertThat(feed.gates().lag()).isEqualTo(Duration.ofSeconds(5));
        assertThat(feed.after()).isEqualTo(After.KEEP);
        Site service = migration.serviceOf(feed);
        assertThat(service.ownDatabase()).isNull();
        assertThat(Objects.requireNonNull(service.token()).value()).isEqualTo("letmein");
        assertThat(migration.toString()).doesNotContain("letmein");
    }

    @Test
    void aFeedNeedsNoRoutes() {
        String text = GOOD.replace("    routes:\n      - path: /api/search\n        reads: [ GET, POST ]\n", "");

        assertThat(parse(text).phase("search").orElseThrow().routes()).isEmpty();
    }

    @Test
    void aFalseFeedIsAMove() {
        assertThat(problemOf(GOOD.replace("feed: true", "feed: false")))
                .contains(
                        "names no key; a keyed phase needs one",
                        "Service 'search' names no database",
                        "make the" + " phase a feed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "after: keep|mode: keyed|'mode' does not go with 'feed: true'",
                "after: keep|ids: external|'ids' does not go with 'feed: true'",
                "after: keep|triggers: guard|'triggers' does not go with 'feed: true'",
                "after: keep|conflicts: quarantine|'conflicts' does not go with 'feed: true'",
                "after: keep|hold: { deadline: 3s }|'hold' does not go with 'feed: true'",
                "after: keep|fence: none|'fence' does not go with 'feed: true'",
                "lag: 5s|mismatches: 0|'mismatches' does not go with 'feed: true'",
                "lag: 5s|wrong-owner: 0|'wrong-owner' does not go with 'feed: true'",
                "lag: 5s|lagg: 5s|Did you mean 'lag'?",
                "{ drop: true }|{ drop: true, reverse: \"''\" }|nothing comes back",
                "- from: shops|- { from: ads, constants: { a: b } }\\n      - from: shops|has constants",
                "- from: shops|- from: shops\\n      - from: shops|is mapped twice",
                "feed: true|feed: yes|must be true or false",
                "feed: true|feed: true\\n    relocate: true|'feed' does not go with 'relocate: true'",
                "token: \"${SEARCH_TOKEN}\"|token: \"${NONE}\"|the environment variable NONE is not set",
            })
    void saysWhatDoesNotGoWithAFeed(String good, String bad, String message) {
        assertThat(GOOD).contains(good);

        assertThat(problemOf(GOOD.replace(good, bad.replace("\\n", "\n"))))
                .contains(message)
                .contains("migration.yaml:");
    }

    @Test
    void aDefinitionFrozenBeforeThereWereFeedsIsAMove() {
        PhaseDefinition feed = parse(GOOD).phase("search").orElseThrow();
        String frozen = Json.write(feed);

        assertThat(Json.read(frozen, PhaseDefinition.class)).isEqualTo(feed);
        assertThat(Json.read(frozen.replace("\"kind\":\"FEED\",", ""), PhaseDefinition.class)
                        .kind())
                .isEqualTo(Kind.MOVE);
    }
}
