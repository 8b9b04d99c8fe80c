package dev.banyan.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RandomHistoryIT {

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void settlesToTheWonWhateverIsToldAgainAndLate(long seed) {
        RandomHistory history = new RandomHistory(seed, 300);
        Random random = new Random(-seed);
        try (RunningService service = RunningService.start(SettlementApplication.class, TestDatabase.create())) {
            Feeding feed = Feeding.takeOver(service.http());
            feed.copy(java.util.List.of());
            for (var batch : Feeding.inBatchesOf(1 + random.nextInt(90), history.changes())) {
                feed.follow(batch.toArray(String[]::new));
                if (random.nextInt(4) == 0) {
                    feed.repeatLastBatch();
                }
                if (random.nextInt(8) == 0) {
                    close(service, RandomHistory.FIRST_DAY.plusDays(random.nextInt(RandomHistory.DAYS)));
                    assertAgrees(service);
                }
                if (random.nextInt(20) == 0) {
                    feed = Feeding.takeOver(service.http());
                }
            }
            // Late facts of the last day go to the one after it.
            for (int day = 0; day <= RandomHistory.DAYS; day++) {
                close(service, RandomHistory.FIRST_DAY.plusDays(day));
            }

            JsonNode check = assertAgrees(service);
            assertThat(check.get("delivered").longValue()).isEqualTo(history.delivered());
            assertThat(check.get("refunds").longValue()).isEqualTo(history.refunded());
            assertThat(check.at("/ledger/salesClearing").longValue())
                    .isEqualTo(history.delivered() - history.refunded());
            long paidOut = 0;
            for (int shop = 1; shop <= RandomHistory.SHOPS; shop++) {
                long id = shop;
                JsonNode days = days(service, shop);
                assertThat(sum(days, "sales"))
                        .isEqualTo(history.sales.stream()
                                .filter(sale -> sale.shop() == id)
                                .mapToLong(RandomHistory.Sale::amount)
                                .sum());
                assertThat(sum(days, "refunds"))
                        .isEqualTo(history.refunds.stream()
                                .filter(refund -> refund.shop() == id)
                                .mapToLong(RandomHistory.Refund::amount)
                                .sum());
                paidOut += sum(days, "payout");
            }
            assertThat(paidOut).isEqualTo(check.at("/ledger/shopPayable").longValue());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = 3)
    void putsEveryFactOnItsOwnDayWhenDaysAreClosedAfterwards(long seed) {
        RandomHistory history = new RandomHistory(seed, 300);
        try (RunningService service = RunningService.start(SettlementApplication.class, TestDatabase.create())) {
            Feeding feed = Feeding.takeOver(service.http());
            feed.copy(history.changes().stream()
                    .map(change -> change.replace("\"UPDATE\"", "\"SNAPSHOT\""))
                    .toList());
            for (int day = 0; day < RandomHistory.DAYS; day++) {
                close(service, RandomHistory.FIRST_DAY.plusDays(day));
            }

            for (int shop = 1; shop <= RandomHistory.SHOPS; shop++) {
                for (JsonNode row : days(service, shop)) {
                    assertThat(row).as("shop " + shop).isEqualTo(expected(history, shop, row));
                }
            }
            assertAgrees(service);
        }
    }

    private static JsonNode expected(RandomHistory history, long shop, JsonNode row) {
        LocalDate day = LocalDate.parse(row.get("day").stringValue());
        var sold = history.sales.stream()
                .filter(sale -> sale.shop() == shop && sale.day().equals(day))
                .toList();
        long sales = sold.stream().mapToLong(RandomHistory.Sale::amount).sum();
        long refunds = history.refunds.stream()
                .filter(refund -> refund.shop() == shop && refund.day().equals(day))
                .mapToLong(RandomHistory.Refund::amount)
                .sum();
        long fee = (long) Math.floor(Math.max(sales - refunds, 0) * 68 / 1000.0);
        return tools.jackson.databind.json.JsonMapper.shared()
                .readTree("{\"day\":\"%s\",\"orders\":%d,\"sales\":%d,\"refunds\":%d,\"fee\":%d,\"payout\":%d}"
                        .formatted(day, sold.size(), sales, refunds, fee, sales - refunds - fee));
    }

    private static void close(RunningService service, LocalDate day) {
        assertThat(service.http()
                        .post("/api/settlement-days/" + day + "/close", "")
                        .status())
                .isEqualTo(200);
    }

    private static JsonNode assertAgrees(RunningService service) {
        JsonNode check = service.http().get("/api/settlement-check").json();
        assertThat(check.get("agrees").booleanValue()).as(check.toString()).isTrue();
        return check;
    }

    private static JsonNode days(RunningService service, long shop) {
        return service.http()
                .get("/api/settlements/shops/" + shop + "?from=2017-01-01&to=2017-12-31")
                .json();
    }

    private static long sum(JsonNode days, String field) {
        long sum = 0;
        for (JsonNode day : days) {
            sum += day.get(field).longValue();
        }
        return sum;
    }
}
