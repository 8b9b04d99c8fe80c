package dev.banyan.payment.gateway;

/** What the gateway answered to a charge. */
public sealed interface ChargeAnswer {

    /** The money was taken. */
    record Approved(String transactionId) implements ChargeAnswer {}

    /** The gateway will not take the money, now or on a retry. */
    record Declined(String reason) implements ChargeAnswer {}
}
