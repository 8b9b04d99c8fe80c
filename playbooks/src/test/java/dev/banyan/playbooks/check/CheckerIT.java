package dev.banyan.playbooks.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.playbooks.check.Finding.Breach;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CheckerIT {

    @TempDir
    private static Path folder;

    private static Scene scene;

    @BeforeAll
    static void start() throws Exception {
        scene = new Scene(folder);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @BeforeEach
    void reset() throws Exception {
        scene.reset();
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingWhereEveryPromiseHolds(PaymentsOwner owner) {
        CheckReport report = scene.check(owner);

        assertThat(report.findings()).isEmpty();
        assertThat(report.acknowledgedWrites()).isEqualTo(4);
        assertThat(report.declined()).isEqualTo(1);
        assertThat(report.gatewayRequests()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhichServerIsAway(PaymentsOwner owner) {
        assertThatThrownBy(() -> scene.checkWithoutGateway(owner))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ExitCode.UNREACHABLE))
                .hasMessageStartingWith("Can't read the gateway's journal at http://127.0.0.1:1: ");
    }

    @ParameterizedTest
    @EnumSource
    void reportsAnAcknowledgedPaymentThatIsGone(PaymentsOwner owner) throws Exception {
        scene.both("UPDATE orders SET paid_amt = 9000", "DO 0");
        scene.both("DELETE FROM payments WHERE pay_no = 23", "DELETE FROM payment WHERE id = 23");

        assertThat(scene.check(owner).findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.breach()).isEqualTo(Breach.LOST))
                .anySatisfy(finding -> assertThat(finding.what()).startsWith("payment 23"))
                .anySatisfy(finding -> assertThat(finding.what()).isEqualTo("charge mem-7-k2"));
    }

    @ParameterizedTest
    @EnumSource
    void reportsAnAmountThatChangedAsLost(PaymentsOwner owner) throws Exception {
        scene.both(
                "UPDATE payments SET pay_amt = 10999 WHERE pay_no = 23",
                "UPDATE payment SET amount = 10999 WHERE id = 23");
        scene.ruby("UPDATE orders SET paid_amt = (SELECT SUM(pay_amt) FROM payments WHERE pay_stat = 'A')");

        assertThat(scene.check(owner).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).isEqualTo("amount was 11000, is 10999"))
                .extracting(Finding::breach)
                .isEqualTo(Breach.LOST);
    }

    @ParameterizedTest
    @EnumSource
    void reportsARefundThatDidNotStickAsLost(PaymentsOwner owner) throws Exception {
        scene.both(
                "UPDATE payments SET pay_stat = 'A' WHERE pay_no = 25",
                "UPDATE payment SET status = 'APPROVED' WHERE id = 25");
        scene.ruby("UPDATE orders SET paid_amt = paid_amt + 12000");

        assertThat(scene.check(owner).count(Breach.LOST)).isEqualTo(2); // the refund, and the payment's state
    }

    @ParameterizedTest
    @EnumSource
    void reportsADetailThatChangedAsDifferent(PaymentsOwner owner) throws Exception {
        scene.both(
                "UPDATE payments SET pay_mthd = 'KP' WHERE pay_no = 23",
                "UPDATE payment SET method = 'KAKAO_PAY' WHERE id = 23");

        assertThat(scene.check(owner).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).isEqualTo("method was CARD, is KAKAO_PAY"))
                .extracting(Finding::breach)
                .isEqualTo(Breach.DIFFERENT);
    }

    @Test
    void reportsAnOrderThatIsGone() throws Exception {
        scene.ruby("UPDATE payments SET ord_no = NULL", "DELETE FROM orders");

        assertThat(scene.check(PaymentsOwner.SERVICE).findings())
                .anySatisfy(finding -> assertThat(finding.what()).startsWith("order 11"));
    }

    @Test
    void reportsASecondChargeUnderTheSameReference() throws Exception {
        String second = scene.charge("mem-7-k2", 11000);

        CheckReport report = scene.check(PaymentsOwner.MONOLITH);

        assertThat(report.count(Breach.DOUBLED)).isEqualTo(1);
        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.why()).contains(second));
    }

    @Test
    void leavesOutAChargeWhosePaymentIsKnownToHaveFailed() throws Exception {
        scene.charge("mem-7-k9", 5000);
        scene.ruby("INSERT INTO payments (pay_no, mem_no, pay_stat, idem_key) VALUES (99, 7, 'F', 'k9')");

        assertThat(scene.check(PaymentsOwner.MONOLITH).findings()).isEmpty();
    }

    @Test
    void reportsASecondRefund() throws Exception {
        scene.refund("refund-25", 12000);

        assertThat(scene.check(PaymentsOwner.MONOLITH).findings())
                .singleElement()
                .isEqualTo(new Finding(Breach.DOUBLED, "refund-25", "the gateway refunded it 2 times"));
    }

    @Test
    void reportsTwoPaymentsOfOneKey() throws Exception {
        scene.ruby("ALTER TABLE payments DROP KEY uk_payments_idem");
        try {
            scene.ruby("INSERT INTO payments (pay_no, mem_no, pay_stat, idem_key) VALUES (99, 7, 'A', 'k2')");

            assertThat(scene.check(PaymentsOwner.MONOLITH).count(Breach.DOUBLED))
                    .isEqualTo(1);
        } finally {
            scene.ruby(
                    "DELETE FROM payments", "ALTER TABLE payments ADD UNIQUE KEY uk_payments_idem (mem_no, idem_key)");
        }
    }

    @Test
    void reportsAnOrderWhosePaidAmountIsNotItsPayments() throws Exception {
        scene.ruby("UPDATE orders SET paid_amt = 1");

        assertThat(scene.check(PaymentsOwner.MONOLITH).findings())
                .singleElement()
                .isEqualTo(new Finding(Breach.DIFFERENT, "order 11", "paid_amt is 1, its approved payments are 20000"));
    }
}
