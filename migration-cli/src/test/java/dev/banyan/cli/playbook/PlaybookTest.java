package dev.banyan.cli.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.yaml.InvalidFileException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaybookTest {
    @Test
    void readsSteps() {
        Playbook playbook = Playbook.parse("playbook.yaml", """
                playbook: 2016-payments
                title: Payments
                phase: payments
                steps:
                  - name: shift-25
                    why: A quarter first.
                    run: banyan phase shift payments --to 25%
                    expect: [ outcome == DONE, holdMillis <= 1000 ]
                    timeout: 30s
                    retries: 2
                    if-fails: Look at the gates.
                """);

        assertThat(playbook.phase()).isEqualTo("payments");
        Step step = playbook.steps().get(0);
        assertThat(step.arguments()).isEqualTo(List.of("phase", "shift", "payments", "--to", "25%"));
        assertThat(step.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(step.retries()).isEqualTo(2);
        assertThat(step.expect()).hasSize(2);
    }

    @Test
    void readsWhatADemoMustKnow() {
        Playbook playbook = Playbook.parse("playbook.yaml", """
                playbook: 2017-shop-list
                needs: [ services, shop-list-service ]
                load: city
                steps:
                  - name: freeze
                    why: The list survives.
                    run: banyan stack fault freeze
                    fault: ruby-frozen
                    spares: [ shop-views ]
                    if-fails: Look at the log.
                  - name: after
                    why: All is well.
                    run: banyan phase list
                    if-fails: Look again.
                """);

        assertThat(playbook.needs()).containsExactly("services", "shop-list-service");
        assertThat(playbook.load()).isEqualTo("city");
        assertThat(playbook.steps().get(0).fault()).isEqualTo("ruby-frozen");
        assertThat(playbook.steps().get(0).spares()).containsExactly("shop-views");
        assertThat(playbook.steps().get(1).fault()).isEmpty();
    }

    @Test
    void refusesToSpareAnybodyWhereNothingIsBroken() {
        assertThatThrownBy(() -> Playbook.parse("playbook.yaml", """
                        playbook: 2017-shop-list
                        steps:
                          - name: one
                            why: x
                            run: banyan phase list
                            spares: [ shop-views ]
                            if-fails: y
                        """))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("'spares' goes with 'fault'");
    }

    @Test
    void namesEveryMistakeWithItsLine() {
        assertThatThrownBy(() -> Playbook.parse("playbook.yaml", """
                        playbook: 2016-payments
                        steps:
                          - name: one
                            why: x
                            run: rm -rf /
                            if-fails: y
                          - name: one
                            why: x
                            run: banyan phase list
                            expect: [ state is SYNCED ]
                            retrys: 3
                            if-fails: y
                        """))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("not 'rm -rf /'. (playbook.yaml:5)")
                .hasMessageContaining("'state is SYNCED' is no expectation")
                .hasMessageContaining("(playbook.yaml:10)")
                .hasMessageContaining("Unknown key 'steps[1].retrys'. Did you mean 'retries'? (playbook.yaml:11)")
                .hasMessageContaining("Step 'one' is there twice");
    }

    @Test
    void splitsWordsAsAShellDoes() {
        assertThat(CommandWords.split("banyan traffic trace GET /api -H 'X-Member-Id: 7' \"\""))
                .containsExactly("banyan", "traffic", "trace", "GET", "/api", "-H", "X-Member-Id: 7", "");
    }
}
