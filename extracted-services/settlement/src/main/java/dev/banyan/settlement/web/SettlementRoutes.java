package dev.banyan.settlement.web;

import dev.banyan.kit.web.Problem;
import dev.banyan.settlement.books.SettlementCheck;
import dev.banyan.settlement.closing.ClosedDay;
import dev.banyan.settlement.closing.DayClose;
import dev.banyan.settlement.closing.Settlements;
import dev.banyan.settlement.closing.ShopDay;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes of the settlement API. */
@OpenAPIDefinition(info = @Info(title = "Settlement service", version = "1"))
@RestController
@RequestMapping("/api")
class SettlementRoutes {

    private final Settlements settlements;
    private final DayClose closing;
    private final SettlementCheck check;

    SettlementRoutes(Settlements settlements, DayClose closing, SettlementCheck check) {
        this.settlements = settlements;
        this.closing = closing;
        this.check = check;
    }

    @Operation(summary = "A shop's settled days, oldest first, both bounds included")
    @ApiResponse(responseCode = "200", description = "The days")
    @GetMapping("/settlements/shops/{shopId}")
    List<ShopDay> ofShop(@PathVariable long shopId, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        if (to.isBefore(from)) {
            throw Problem.invalid("to must not be before from");
        }
        return settlements.ofShop(shopId, from, to);
    }

    @Operation(summary = "Close a day, or finish a close that was cut short")
    @ApiResponse(responseCode = "200", description = "Closed, now or before")
    @ApiResponse(responseCode = "422", description = "The day has not begun")
    @PostMapping("/settlement-days/{day}/close")
    ClosedDay close(@PathVariable LocalDate day) {
        return closing.close(day);
    }

    @Operation(summary = "Compare the ledger with what was delivered and refunded")
    @ApiResponse(responseCode = "200", description = "Both sides, and whether they agree")
    @GetMapping("/settlement-check")
    SettlementCheck.Totals check() {
        return check.totals();
    }
}
