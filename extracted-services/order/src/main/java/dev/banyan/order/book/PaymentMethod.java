package dev.banyan.order.book;

/** How an order is to be paid; its constants are the API's words. */
public enum PaymentMethod {
    CARD,
    KAKAO_PAY,
    NAVER_PAY,
    CASH
}
