package dev.banyan.playbooks.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.playbooks.check.CheckReport;
import dev.banyan.playbooks.check.Finding;
import dev.banyan.playbooks.check.Finding.Breach;
import dev.banyan.playbooks.demo.DemoReport.ShiftLine;
import dev.banyan.playbooks.demo.DemoReport.VerifyLine;
import dev.banyan.playbooks.load.LoadFigures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class VerdictTest {

    private static final CheckReport CLEAN = new CheckReport("SERVICE", 900, 20, 800, List.of());
    private static final ShiftLine SHIFT = new ShiftLine("0%", "1%", 1_000, 3, "DONE");
    private static final VerifyLine VERIFY = new VerifyLine(50_000, 0, 0, 0, 900);

    @Test
    void findsNothingBrokenWhereEveryPromiseHolds() {
        assertThat(verdict(load(0), CLEAN, SHIFT, VERIFY).broken()).isEmpty();
    }

    @Test
    void countsAFailedRequest() {
        assertThat(verdict(load(2), CLEAN, SHIFT, VERIFY).broken())
                .singleElement()
                .asString()
                .contains("3,000 requests, 2 failed");
    }

    @ParameterizedTest
    @EnumSource
    void countsEveryKindOfFinding(Breach breach) {
        CheckReport check = new CheckReport("SERVICE", 900, 20, 800, List.of(new Finding(breach, "payment 1", "why")));

        assertThat(verdict(load(0), check, SHIFT, VERIFY).broken()).hasSize(1);
    }

    @Test
    void countsAHoldThatWasTooLong() {
        ShiftLine slow = new ShiftLine("0%", "1%", 1_001, 3, "DONE");

        assertThat(verdict(load(0), CLEAN, slow, VERIFY).broken()).hasSize(1);
    }

    @Test
    void countsTheHoldOfAnAttemptThatWasAborted() {
        ShiftLine aborted = new ShiftLine("0%", "1%", 3_004, 3, "ABORTED");

        assertThat(verdict(List.of(aborted, SHIFT), 0, 0).broken())
                .singleElement()
                .asString()
                .contains("1 moves of the boundary in 2 attempts", "the longest hold 3004 ms");
    }

    @Test
    void forgivesAnAttemptThatWasAbortedInTimeAndMadeAgain() {
        ShiftLine aborted = new ShiftLine("0%", "1%", 900, 3, "ABORTED");
        ShiftLine refused = new ShiftLine("0%", "1%", 0, 0, "REFUSED");

        assertThat(verdict(List.of(aborted, refused, SHIFT), 0, 0).broken()).isEmpty();
        assertThat(verdict(List.of(SHIFT, aborted), 0, 0).broken()).hasSize(1);
        assertThat(verdict(List.of(aborted, new ShiftLine("0%", "5%", 900, 3, "DONE")), 0, 0)
                        .broken())
                .hasSize(1);
    }

    @Test
    void countsRequestsSentAgainThatNoDeathExplains() {
        assertThat(verdict(List.of(SHIFT), 4, 4).broken()).isEmpty();
        assertThat(verdict(List.of(SHIFT), 5, 4).broken())
                .singleElement()
                .asString()
                .contains("5 requests sent again after a broken connection, of 4");
    }

    @Test
    void countsRowsThatDifferAndComparisonsThatAreTooSmall() {
        assertThat(verdict(load(0), CLEAN, SHIFT, new VerifyLine(50_000, 1, 0, 0, 9))
                        .broken())
                .hasSize(1);
        assertThat(verdict(load(0), CLEAN, SHIFT, new VerifyLine(49_999, 0, 0, 0, 9))
                        .broken())
                .hasSize(1);
    }

    private static Verdict verdict(LoadFigures load, CheckReport check, ShiftLine shift, VerifyLine verify) {
        return new Verdict(load, check, List.of(shift), List.of(VERIFY, verify), 50_000, 0);
    }

    private static Verdict verdict(List<ShiftLine> shifts, long retried, long inFlightAtKill) {
        return new Verdict(load(0, retried), CLEAN, shifts, List.of(VERIFY), 50_000, inFlightAtKill);
    }

    private static LoadFigures load(long failed) {
        return load(failed, 0);
    }

    private static LoadFigures load(long failed, long retried) {
        return new LoadFigures(3_000, 2_000, 1_000, 900, 20, failed, retried, 0, 0, 0, 10, 90);
    }
}
