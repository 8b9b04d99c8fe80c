package dev.banyan.sync.stream;

import java.util.ArrayList;
import java.util.List;

/** The payments of a monolith and of its service, and how they map. */
final class PaymentsTables {
    static final String MAPPING = """
            tables:
              - from: payments
                to: payment
                cohort: mem_no
                columns:
                  pay_no:   { to: id }
                  mem_no:   { to: member_id }
                  ord_no:   { to: order_id }
                  pay_amt:  { to: amount }
                  pay_stat: { to: status, values: { P: PENDING, A: APPROVED, C: CANCELLED, D: DECLINED, F: FAILED } }
                  pay_mthd: { to: method, values: { CD: CARD, KP: KAKAO_PAY, NP: NAVER_PAY, CA: CASH } }
                  pg_tid:   { to: gateway_transaction_id }
                  idem_key: { to: idempotency_key }
                  rfnd_key: { to: refund_key }
                  rfnd_dt:  { to: refunded_at }
                  memo:     { drop: true, reverse: "''" }
                  reg_dt:   { to: created_at }
                  upd_dt:   { to: updated_at }
                constants: { currency: KRW }
            """;

    static final String MONOLITH =
            "CREATE TABLE payments (pay_no BIGINT AUTO_INCREMENT PRIMARY KEY, mem_no BIGINT NULL, ord_no BIGINT NULL,"
                    + " pay_amt INT, pay_stat CHAR(1), pay_mthd CHAR(2), pg_tid VARCHAR(64), idem_key VARCHAR(80),"
                    + " rfnd_key VARCHAR(80), rfnd_dt DATETIME NULL, memo VARCHAR(200), reg_dt DATETIME, upd_dt DATETIME,"
                    + " UNIQUE (mem_no, idem_key), UNIQUE (mem_no, rfnd_key), KEY (ord_no))";

    static final String SERVICE =
            "CREATE TABLE payment (id BIGINT AUTO_INCREMENT PRIMARY KEY, member_id BIGINT NULL, order_id BIGINT NULL,"
                    + " amount DECIMAL(19,2), currency CHAR(3) NOT NULL, status VARCHAR(16), method VARCHAR(16) NULL,"
                    + " gateway_transaction_id VARCHAR(64), idempotency_key VARCHAR(80), refund_key VARCHAR(80),"
                    + " refunded_at DATETIME NULL, created_at DATETIME, updated_at DATETIME,"
                    + " UNIQUE (member_id, idempotency_key), UNIQUE (member_id, refund_key), KEY (order_id))";

    private static final String MONOLITH_VIEW =
            "SELECT pay_no, mem_no, ord_no, pay_amt, CASE pay_stat WHEN 'P' THEN 'PENDING'"
                    + " WHEN 'A' THEN 'APPROVED' WHEN 'C' THEN 'CANCELLED' WHEN 'D' THEN 'DECLINED' WHEN 'F' THEN 'FAILED' END,"
                    + " CASE pay_mthd WHEN 'CD' THEN 'CARD' WHEN 'KP' THEN 'KAKAO_PAY' WHEN 'NP' THEN 'NAVER_PAY' WHEN 'CA' THEN"
                    + " 'CASH' END, pg_tid, idem_key, rfnd_key, rfnd_dt, reg_dt, upd_dt FROM payments ORDER BY pay_no";

    private static final String SERVICE_VIEW = "SELECT id, member_id, order_id, CAST(amount AS SIGNED), status, method,"
            + " gateway_transaction_id, idempotency_key, refund_key, refunded_at, created_at, updated_at FROM payment ORDER BY id";

    private PaymentsTables() {}

    static List<String> ofMonolith(SyncStage stage) throws java.sql.SQLException {
        return stage.monolithRows(MONOLITH_VIEW);
    }

    static List<String> ofService(SyncStage stage) throws java.sql.SQLException {
        return stage.serviceRows(SERVICE_VIEW);
    }

    /** Payments with odd ids from 1 on, as multi-row inserts. */
    static List<String> seed(int rows) {
        List<String> statements = new ArrayList<>();
        for (int from = 0; from < rows; from += 5_000) {
            StringBuilder sql = new StringBuilder(
                    "INSERT INTO payments (pay_no, mem_no, ord_no, pay_amt, pay_stat, pay_mthd, pg_tid, idem_key, memo, reg_dt, upd_dt) VALUES ");
            for (int i = from; i < Math.min(rows, from + 5_000); i++) {
                sql.append(i == from ? "" : ",")
                        .append("(%d,%s,%d,%d,'A',%s,'tid-%d','k-%d','메모 😀',NOW(),NOW())"
                                .formatted(
                                        2 * i + 1,
                                        i % 1000 == 7 ? "NULL" : Integer.toString(i % 500 + 1),
                                        i,
                                        i % 90_000,
                                        i % 13 == 0 ? "NULL" : "'CD'",
                                        i,
                                        i));
            }
            statements.add(sql.toString());
        }
        return statements;
    }
}
