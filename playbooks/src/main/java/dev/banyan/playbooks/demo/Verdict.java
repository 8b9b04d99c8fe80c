package dev.banyan.playbooks.demo;

import dev.banyan.playbooks.check.CheckReport;
import dev.banyan.playbooks.check.Finding.Breach;
import dev.banyan.playbooks.demo.DemoReport.ShiftLine;
import dev.banyan.playbooks.demo.DemoReport.VerifyLine;
import dev.banyan.playbooks.load.LoadFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Judges what was measured: each promise in words, and whether it held. */
final class Verdict {

    /** The longest that writes may be held. */
    static final long HOLD_MILLIS = 1_000;

    /** One promise. */
    record Line(boolean kept, String text) {}

    private final LoadFigures load;
    private final CheckReport check;
    private final List<ShiftLine> shifts;
    private final List<VerifyLine> verifies;
    private final long rowsAtLeast;
    private final long inFlightAtKill;

    /**
     * @param rowsAtLeast what each verify must have compared
     * @param inFlightAtKill how many requests the death of a proxy may have sent to customers again
     */
    Verdict(
            LoadFigures load,
            CheckReport check,
            List<ShiftLine> shifts,
            List<VerifyLine> verifies,
            long rowsAtLeast,
            long inFlightAtKill) {
        this.inFlightAtKill = inFlightAtKill;
        this.load = load;
        this.check = check;
        this.shifts = List.copyOf(shifts);
        this.verifies = List.copyOf(verifies);
        this.rowsAtLeast = rowsAtLeast;
    }

    List<Line> promises() {
        List<Line> lines = new ArrayList<>();
        lines.add(line(load.failed() == 0, "%,d requests, %d failed", load.requests(), load.failed()));
        lines.add(line(
                load.retried() <= inFlightAtKill,
                "%d requests sent again after a broken connection, of %d that the killed proxy had under way",
                load.retried(),
                inFlightAtKill));
        lines.add(line(lost() == 0, "%,d acknowledged writes, %d lost", check.acknowledgedWrites(), lost()));
        lines.add(line(
                doubled() == 0,
                "%,d requests at the payment gateway, %d payments or refunds doubled",
                check.gatewayRequests(),
                doubled()));
        lines.add(line(
                check.count(Breach.DIFFERENT) == 0,
                "%d rows other than customers were told",
                check.count(Breach.DIFFERENT)));
        lines.add(line(
                !verifies.isEmpty() && verifyDifferent() == 0 && rowsCompared() >= rowsAtLeast,
                "%d comparisons of both databases, at least %,d rows each, %d different or undecided",
                verifies.size(),
                rowsCompared(),
                verifyDifferent()));
        long longest = shifts.stream().mapToLong(ShiftLine::holdMillis).max().orElse(0);
        long moves = shifts.stream().filter(ShiftLine::done).count();
        lines.add(line(
                longest <= HOLD_MILLIS && everyMoveIsDone(),
                "%d moves of the boundary in %d attempts, the longest hold %d ms (at most %,d)",
                moves,
                shifts.size(),
                longest,
                HOLD_MILLIS));
        return lines;
    }

    List<String> broken() {
        return promises().stream().filter(line -> !line.kept()).map(Line::text).toList();
    }

    long lost() {
        return check.count(Breach.LOST);
    }

    long doubled() {
        return check.count(Breach.DOUBLED);
    }

    /** The fewest of any verify; 0 when there was none. */
    long rowsCompared() {
        return verifies.stream().mapToLong(VerifyLine::rowsCompared).min().orElse(0);
    }

    long rowsDifferent() {
        return verifyDifferent() + check.count(Breach.DIFFERENT);
    }

    private long verifyDifferent() {
        return verifies.stream()
                .mapToLong(verify -> verify.rowsDifferent() + verify.rowsUndecided())
                .sum();
    }

    /** Whether each attempt that came to nothing was followed by another to the same end, up to one that did it. */
    private boolean everyMoveIsDone() {
        for (int i = 0; i < shifts.size(); i++) {
            boolean again = i + 1 < shifts.size()
                    && shifts.get(i + 1).to().equals(shifts.get(i).to());
            if (!shifts.get(i).done() && !again) {
                return false;
            }
        }
        return true;
    }

    private static Line line(boolean kept, String format, Object... values) {
        return new Line(kept, String.format(Locale.ROOT, format, values));
    }
}
