package dev.banyan.payment.ledger;

/** What the member pays with. Stored by name. */
public enum PaymentMethod {
    CARD,
    KAKAO_PAY,
    NAVER_PAY,
    CASH
}
