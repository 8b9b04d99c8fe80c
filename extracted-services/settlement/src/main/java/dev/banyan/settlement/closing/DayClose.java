package dev.banyan.settlement.closing;

import dev.banyan.kit.database.DeadlockRetry;
import dev.banyan.kit.web.Problem;
import java.time.Clock;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Closes days. Repeating a close changes nothing; one that was cut short is finished by a repetition or by the next start. */
@Service
public class DayClose {

    private static final Logger log = LoggerFactory.getLogger(DayClose.class);

    private final CloseSteps steps;
    private final Settlements settlements;
    private final DeadlockRetry retry;
    private final Clock clock;

    DayClose(CloseSteps steps, Settlements settlements, DeadlockRetry retry, Clock clock) {
        this.steps = steps;
        this.settlements = settlements;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Settles every shop that has anything booked on the day. What is told of later is booked on the next open day.
     *
     * @throws Problem 422 for a day that has not begun
     */
    public ClosedDay close(LocalDate day) {
        if (day.isAfter(LocalDate.now(clock))) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "day-not-begun", day + " has not begun yet");
        }
        step(() -> steps.begin(day));
        for (long shopId : steps.awaiting(day)) {
            step(() -> steps.settle(day, shopId));
        }
        step(() -> steps.finish(day));
        return settlements.ofDay(day);
    }

    @EventListener(ApplicationReadyEvent.class)
    void finishWhatWasCutShort() {
        try {
            for (LocalDate day : steps.unfinished()) {
                log.info("The close of {} was cut short; going on: {}", day, close(day));
            }
        } catch (DataAccessException | TransactionException trouble) {
            log.warn("A close that was cut short waits for the next one: {}", trouble.getMessage());
        }
    }

    private void step(Runnable step) {
        retry.run(() -> {
            step.run();
            return true;
        });
    }
}
