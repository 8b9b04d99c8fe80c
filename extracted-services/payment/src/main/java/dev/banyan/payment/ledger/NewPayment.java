package dev.banyan.payment.ledger;

/**
 * What a payment is opened with.
 *
 * @param amount whole units of the currency, above zero
 */
public record NewPayment(
        long memberId, String idempotencyKey, long orderId, long amount, String currency, PaymentMethod method) {}
