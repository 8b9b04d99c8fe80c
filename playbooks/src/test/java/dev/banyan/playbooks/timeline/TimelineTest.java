package dev.banyan.playbooks.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Offset<Double> CLOSE = within(0.01);

    private final Timeline timeline = MadeUpWalk.timeline();

    @Test
    void countsWhatRubyAnsweredInEachPhase() {
        assertThat(timeline.chapters())
                .extracting(chapter -> chapter.rubyShare().orElseThrow())
                .containsExactly(1.0, 0.5, 0.1);
    }

    @Test
    void saysHowManyStatementsASecondEachCapabilitySent() {
        Map<String, Double> last = timeline.chapters().get(2).queries().orElseThrow();

        assertThat(last.get("orders")).isCloseTo(4, CLOSE);
        assertThat(last.get("search")).isCloseTo(0.2, CLOSE);
    }

    @Test
    void breaksTheCourseWhereCustomersRest() {
        List<Optional<Double>> share = timeline.course().rubyShare();

        assertThat(share).hasSize(90);
        assertThat(share.get(24)).contains(1.0);
        assertThat(share.subList(25, 30)).containsOnly(Optional.empty());
        assertThat(share.get(30)).contains(0.5);
    }

    @Test
    void keepsTheMedianAndTheLongestLag() {
        assertThat(timeline.chapters().get(0).lags()).isEmpty();
        assertThat(timeline.chapters().get(1).lags())
                .containsExactly(Map.entry("payments.forward", new Lags.Figures(120, 9_000)));
    }

    @Test
    void tellsWhatCustomersSawInTheFaultsWindow() {
        Trouble frozen = timeline.troubles().get(1);

        assertThat(frozen.playbook()).isEqualTo("2018-12-ads");
        assertThat(frozen.window()).isEqualTo("ruby-frozen");
        assertThat(frozen.customers()).isEqualTo(new Traffic.Figures(50, 5, 5, 2_500));
    }

    @Test
    void tellsWhatCustomersSawAfterAKillThatNobodyIsToNotice() {
        Trouble killed = timeline.troubles().get(0);

        assertThat(killed.seconds()).isEqualTo(80);
        assertThat(killed.window()).isEmpty();
        assertThat(killed.customers()).isEqualTo(new Traffic.Figures(100, 0, 0, 8));
    }

    @Test
    void countsSamplesWithGaps() {
        assertThat(timeline.samples()).isEqualTo(180);
        assertThat(timeline.gaps())
                .containsExactly(Map.entry("the lag of payments.forward, of which sync did not report", 10L));
    }

    @Test
    void isThereWithoutAnySampleOrRequest() {
        Timeline bare = Timeline.of(MadeUpWalk.phases(List.of()), List.of(), List.of(), List.of());

        assertThat(bare.chapters())
                .allSatisfy(chapter -> assertThat(chapter.rubyShare()).isEmpty())
                .allSatisfy(chapter -> assertThat(chapter.queries()).isEmpty());
        assertThat(Text.gaps(bare)).startsWith("Nothing was sampled");
    }

    @Test
    void onlyWhatBreaksSomethingIsAnIncident() {
        assertThat(Incident.breaks("banyan stack kill sync")).isTrue();
        assertThat(Incident.breaks("banyan stack fault freeze --seconds 5")).isTrue();
        assertThat(Incident.breaks("banyan stack start sync")).isFalse();
        assertThat(Incident.breaks("banyan phase start menu")).isFalse();
    }

    @Test
    void rejectsAPhaseThatEndedBeforeItBegan() {
        Instant late = MadeUpWalk.at(60);
        Instant early = MadeUpWalk.at(0);

        assertThatThrownBy(() -> new PlayedPhase(
                        "2015-ruby", "", late, early, 0, 0, 0, 0, 0, 0, List.of(), List.of(), List.of()))
                .hasMessageContaining("'2015-ruby' ended at");
    }
}
