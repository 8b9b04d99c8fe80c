package dev.banyan.ruby.order;

import org.jspecify.annotations.Nullable;

/** Why an order was cancelled. */
enum CancelReason {
    PAYMENT_DECLINED("PD"),
    ON_REQUEST("RQ");

    final String code;

    CancelReason(String code) {
        this.code = code;
    }

    static @Nullable CancelReason of(@Nullable String code) {
        return code == null ? null : code.equals("PD") ? PAYMENT_DECLINED : ON_REQUEST;
    }
}
