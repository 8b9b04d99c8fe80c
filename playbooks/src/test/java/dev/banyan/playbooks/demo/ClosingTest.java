package dev.banyan.playbooks.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.cli.output.Style;
import dev.banyan.control.store.Json;
import dev.banyan.playbooks.load.WindowFigures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClosingTest {
    @Test
    void showsHowTheBlastRadiusShrinks() {
        StringWriter told = new StringWriter();
        new Closing(new Narrator(new PrintWriter(told), new Style(false)))
                .tell(List.of(
                        report("2015-ruby", List.of(locked(40, 20, 10)), List.of()),
                        report("2017-search", List.of(locked(40, 0, 0)), List.of("2 failed"))));

        assertThat(told.toString().lines())
                .anySatisfy(line -> assertThat(line).contains("2015-ruby").endsWith("kept"))
                .anySatisfy(line -> assertThat(line).contains("2017-search").endsWith("BROKEN"))
                .anySatisfy(line -> assertThat(line.strip()).matches("search +75 % +0 %"))
                .anySatisfy(line -> assertThat(line.strip()).matches("payments +- +-"));
    }

    @Test
    void leavesOutFaultWindowsWhereThereWereNone() {
        assertThat(Json.write(report("2016-payments", List.of(), List.of()))).doesNotContain("faultWindows");
        assertThat(Json.write(report("2015-ruby", List.of(locked(40, 20, 10)), List.of())))
                .contains("\"faultWindows\":[{\"name\":\"blast-radius\",\"requests\":40,\"failed\":20,\"slow\":10");
    }

    private static WindowFigures locked(long requests, long failed, long slow) {
        return new WindowFigures(
                BlastRadius.WINDOW,
                requests,
                failed,
                slow,
                Map.of("search", new WindowFigures.Kind(requests, failed, slow)));
    }

    private static DemoReport report(String playbook, List<WindowFigures> windows, List<String> broken) {
        return new DemoReport(
                "", playbook, 42, 3000, 0, 0, 0, 0, 0, 0, 900, 0, 0, 0, 0, 5, 90, List.of(), List.of(), 60, broken,
                windows, Map.of());
    }
}
