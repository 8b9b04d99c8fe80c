package dev.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.routing.Revisions;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftKind;
import org.junit.jupiter.api.Test;

/** Shifts that are refused, planned only, or not needed. */
class ShiftCommandsIT extends CommandsOnServers {
    @Test
    void aShiftOfAPhaseThatIsNotStartedIsRefused() {
        Typed typed = Typed.in(directory, "phase", "shift", "payments", "--to", "25%");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("not started", "banyan phase start payments");
    }

    @Test
    void aShiftWithoutProxiesAndStreamsIsRefusedWithEveryReason() {
        synced();

        Typed typed = Typed.in(directory, "phase", "shift", "payments", "--to", "25%");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("No proxy is registered", "stream", "never verified");
        assertThat(new Revisions(store)
                        .newest()
                        .document()
                        .phases()
                        .get("payments")
                        .split())
                .isZero();
    }

    @Test
    void aShiftWhileAnotherRunsIsRefused() {
        synced();
        new ShiftJournal(store).begin("payments", ShiftKind.SHIFT, 100, "somebody", false);

        Typed typed = Typed.in(directory, "traffic", "set", "payments", "25%");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("is running", "somebody", "banyan phase resume payments");
    }

    @Test
    void aDryRunOfAShiftPrintsTheProtocolAndChangesNothing() {
        synced();

        Typed typed = Typed.json(directory, "phase", "cutover", "payments", "--dry-run");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.json().path("steps").size()).isGreaterThan(4);
        assertThat(new ShiftJournal(store).history("payments")).isEmpty();
        assertThat(new Revisions(store).newest().number()).isEqualTo(1);
    }

    @Test
    void aPhaseThatIsWhereItShouldBeNeedsNoShift() {
        synced();

        Typed typed = Typed.json(directory, "phase", "rollback", "payments");

        assertThat(typed.exit()).isZero();
        assertThat(typed.json().path("outcome").stringValue()).isEqualTo("DONE");
        assertThat(new ShiftJournal(store).history("payments")).isEmpty();
    }

    @Test
    void acceptingLossNeedsConsent() {
        Typed typed = Typed.in(directory, "phase", "rollback", "payments", "--accept-missing");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("may be missing", "--yes");
    }

    @Test
    void refusesASplitOverAHundredPercent() {
        Typed typed = Typed.in(directory, "traffic", "set", "payments", "101%");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("between 0% and 100%");
    }
}
