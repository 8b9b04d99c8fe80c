package dev.banyan.ruby.payment;

import org.jspecify.annotations.Nullable;

/** How a payment is made; its constants are the API's words. */
public enum PaymentMethod {
    CARD("CD"),
    KAKAO_PAY("KP"),
    NAVER_PAY("NP"),
    CASH("CA");

    final String code;

    PaymentMethod(String code) {
        this.code = code;
    }

    static @Nullable PaymentMethod of(@Nullable String code) {
        if (code == null) {
            return null;
        }
        for (PaymentMethod method : values()) {
            if (method.code.equals(code)) {
                return method;
            }
        }
        throw new IllegalArgumentException("Unknown pay_mthd '" + code + "'");
    }
}
