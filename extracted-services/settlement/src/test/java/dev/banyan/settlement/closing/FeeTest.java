package dev.banyan.settlement.closing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "14, 0, 0",
        "15, 0, 1",
        "10000, 0, 680",
        "19999, 0, 1359",
        "20000, 5000, 1020",
        "5000, 20000, 0",
        "9000000000, 0, 612000000"
    })
    void isSixPointEightPerCentOfTheNetRoundedDown(long sales, long refunds, long fee) {
        assertThat(Fee.of(sales, refunds)).isEqualTo(fee);
    }
}
