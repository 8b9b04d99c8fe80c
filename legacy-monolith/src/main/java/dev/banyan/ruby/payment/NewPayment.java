package dev.banyan.ruby.payment;

import dev.banyan.ruby.web.Requests;

/**
 * What is to be paid.
 *
 * @param amount in whole won, 1 to 2,000,000,000
 */
public record NewPayment(long orderId, long amount, PaymentMethod method) {

    public NewPayment {
        Requests.inRange("orderId", orderId, 1, Long.MAX_VALUE);
        Requests.inRange("amount", amount, 1, 2_000_000_000);
    }
}
