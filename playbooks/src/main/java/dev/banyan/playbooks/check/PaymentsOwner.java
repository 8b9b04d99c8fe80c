package dev.banyan.playbooks.check;

/** In whose database payments are the truth. */
public enum PaymentsOwner {
    MONOLITH("SELECT pay_no AS id, mem_no AS member, ord_no AS orderNo, pay_amt AS amount,"
            + " CASE pay_stat WHEN 'P' THEN 'PENDING' WHEN 'A' THEN 'APPROVED' WHEN 'C' THEN 'CANCELLED'"
            + " WHEN 'D' THEN 'DECLINED' WHEN 'F' THEN 'FAILED' END AS status,"
            + " CASE pay_mthd WHEN 'CD' THEN 'CARD' WHEN 'KP' THEN 'KAKAO_PAY' WHEN 'NP' THEN 'NAVER_PAY'"
            + " WHEN 'CA' THEN 'CASH' END AS method, 'KRW' AS currency,"
            + " pg_tid AS transactionId, idem_key AS keyText, rfnd_key AS refundKey,"
            + " rfnd_dt AS refundedAt, reg_dt AS createdAt FROM payments"),
    SERVICE("SELECT id, member_id AS member, order_id AS orderNo, amount, status, method, currency,"
            + " gateway_transaction_id AS transactionId, idempotency_key AS keyText, refund_key AS refundKey,"
            + " refunded_at AS refundedAt, created_at AS createdAt FROM payment");

    private final String select;

    PaymentsOwner(String select) {
        this.select = select;
    }

    /** All payments, in the API's words. */
    String select() {
        return select;
    }
}
