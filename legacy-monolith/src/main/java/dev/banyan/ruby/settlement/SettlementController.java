package dev.banyan.ruby.settlement;

import dev.banyan.ruby.sql.WallTime;
import dev.banyan.ruby.web.InvalidRequest;
import java.time.LocalDate;
import java.util.List;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What shops are paid, and the nightly batch started by hand. */
@RestController
@RequestMapping("/api/settlements")
final class SettlementController {

    private final Settlements settlements;
    private final WallTime clock;

    SettlementController(Settlements settlements, WallTime clock) {
        this.settlements = settlements;
        this.clock = clock;
    }

    @GetMapping("/shops/{shopId}")
    List<Settlement> of(
            @PathVariable long shopId,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to) {
        if (to.isBefore(from)) {
            throw new InvalidRequest("to must not be before from.");
        }
        return settlements.of(shopId, from, to);
    }

    @PostMapping("/close")
    Settlement.Closed close(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day) {
        if (day.isAfter(clock.today())) {
            throw new InvalidRequest("day must not lie in the future, is " + day + ".");
        }
        return settlements.close(day);
    }
}
