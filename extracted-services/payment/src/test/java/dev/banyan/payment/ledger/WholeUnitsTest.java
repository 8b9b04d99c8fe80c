package dev.banyan.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeUnitsTest {

    @ParameterizedTest
    @CsvSource({"15000.00,15000", "0.00,0", "12.50,12.5", "100,100", "2147483647.00,2147483647"})
    void dropsTheZerosThatTheColumnAdds(BigDecimal stored, String shown) {
        assertThat(WholeUnits.of(stored)).hasToString(shown);
    }
}
