package dev.banyan.ruby.payment;

/** What became of a payment; its constants are the API's words. */
public enum PaymentStatus {
    PENDING("P"),
    APPROVED("A"),
    /** Refunded. */
    CANCELLED("C"),
    DECLINED("D"),
    /** The gateway failed; the same key may try again. */
    FAILED("F");

    final String code;

    PaymentStatus(String code) {
        this.code = code;
    }

    static PaymentStatus of(String code) {
        for (PaymentStatus status : values()) {
            if (status.code.equals(code)) {
                return status;
            }
        }
        throw new IllegalArgumentException("Unknown pay_stat '" + code + "'");
    }
}
