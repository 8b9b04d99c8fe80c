package dev.banyan.ruby.payment;

import dev.banyan.ruby.sql.Queries;
import dev.banyan.ruby.web.Requests;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Starts the nightly correction by hand. The stored procedure writes payments past everything else. */
@RestController
final class PaymentBatch {

    private final JdbcClient jdbc;

    PaymentBatch(Queries queries) {
        this.jdbc = queries.of("payments");
    }

    /** How many rows the batch wrote. */
    record Corrected(int updated, int inserted) {}

    @PostMapping("/admin/batch/payment-correction")
    Corrected correct(@RequestParam(defaultValue = "100") int limit) {
        return jdbc.sql("CALL sp_pay_correct(?)")
                .param(Requests.inRange("limit", (long) limit, 0, 1_000_000))
                .query((row, n) -> new Corrected(row.getInt("updated"), row.getInt("inserted")))
                .single();
    }
}
