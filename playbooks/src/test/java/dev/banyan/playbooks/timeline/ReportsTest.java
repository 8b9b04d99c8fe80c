package dev.banyan.playbooks.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportsTest {
    private static final String NASTY = "<script>alert(\"x\")</script> & | one\n| two";

    @Test
    void markdownHasATableOfTheYears() {
        assertThat(MarkdownReport.of(MadeUpWalk.timeline()).lines())
                .contains(
                        "# The walk",
                        "3 playbooks in 3:00 minutes, 3,000 requests, 0 failed outside of fault windows, 2 faults. Every promise was kept.",
                        "| 2 | 2016-payments | 1:00 | 1:00 | 50 % | 25 | 1,000 | 0 | kept |",
                        "| reviews | 90 % | 50 % | 10 % |",
                        "| 1:20 | 2016-payments | stack kill sync | - | 100 | 0 | 0 | 8 ms |",
                        "| 2018-12-ads | ruby-frozen | 50 | 5 | 5 | orders 50 % |",
                        "| 2016-payments | 0% \u2192 1% \u2192 100% (aborted) \u2192 100% | 120 ms | 900 ms | 11 |",
                        "| payments.forward | - | 120 / 9,000 | 120 / 120 |");
    }

    @Test
    void markdownDrawsTheCoursesAndLeavesGapsBlank() {
        assertThat(MarkdownReport.of(MadeUpWalk.timeline()).lines())
                .anySatisfy(line -> assertThat(line).matches("answered by Ruby +█+ +[▄▅]+ +▂+ *"));
    }

    @Test
    void markdownLetsNoTextLeaveItsCell() {
        assertThat(MarkdownReport.of(MadeUpWalk.broken(NASTY)).lines())
                .anySatisfy(line -> assertThat(line)
                        .endsWith("| BROKEN | &lt;script>alert(\"x\")&lt;/script> & \\| one \\| two |"));
    }

    @Test
    void htmlNeedsNothingFromElsewhere() {
        assertThat(HtmlReport.of(MadeUpWalk.timeline()))
                .doesNotContain("http:", "https:", "src=", "href=", "@import", "url(", "<script")
                .contains("name=\"viewport\"", "prefers-color-scheme: dark");
    }

    @Test
    void htmlShowsChartsAndEveryTable() {
        String page = HtmlReport.of(MadeUpWalk.timeline());

        assertThat(page.split("<svg ", -1)).hasSize(4);
        assertThat(page)
                .contains(
                        "<h2>The years</h2>",
                        "<h2>The blast radius</h2>",
                        "<h2>What was broken</h2>",
                        "<h2>Shifts</h2>")
                .contains("<title>1:20 banyan stack kill sync</title>")
                .contains("<td class=\"hit figure\" style=\"--heat:90%\">90 %</td>");
    }

    @Test
    void htmlEscapesWhatItWasTold() {
        assertThat(HtmlReport.of(MadeUpWalk.broken(NASTY)))
                .contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; | one")
                .doesNotContain("<script");
    }

    @Test
    void chartsAreWellFormedAndBrokenWhereNothingIsKnown() throws Exception {
        Timeline timeline = MadeUpWalk.timeline();

        String svg =
                Chart.of(timeline, "a \"b\" <c>", "share", timeline.course().rubyShare(), 1, value -> value + " <");

        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
        String line = svg.substring(svg.indexOf("class=\"line share\""));
        assertThat(line.substring(0, line.indexOf("/>")).chars().filter(c -> c == 'M'))
                .hasSize(3);
    }

    @Test
    void bothAreWrittenWithoutAnySampleOrRequest() {
        Timeline bare = Timeline.of(MadeUpWalk.phases(List.of()), List.of(), List.of(), List.of());

        assertThat(MarkdownReport.of(bare)).contains("| 1 | 2015-ruby | 0:00 | 1:00 | - | - | 1,000 | 0 | kept |");
        assertThat(HtmlReport.of(bare)).contains("Nothing was sampled").doesNotContain("How far streams were behind");
    }

    @Test
    void scalesEndAtARoundNumber() {
        assertThat(List.of(0.0, 1.0, 37.0, 213.0, 9_001.0))
                .extracting(Chart::roundAbove)
                .containsExactly(1.0, 1.0, 50.0, 250.0, 10_000.0);
    }
}
