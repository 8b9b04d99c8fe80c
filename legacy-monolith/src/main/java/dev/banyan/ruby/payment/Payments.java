package dev.banyan.ruby.payment;

/**
 * The seam: how the rest of the system pays, whoever takes the payments. Both calls may be repeated with the same key
 * and then answer the same; neither may be made inside a transaction.
 */
public interface Payments {

    /**
     * Pays.
     *
     * @return the payment, approved or since refunded
     * @throws PaymentProblem when it was declined, or is not known to have been paid
     */
    Payment charge(long memberId, String key, NewPayment wanted);

    /**
     * Pays back.
     *
     * @return the payment, CANCELLED
     * @throws PaymentProblem when it is not known to have been refunded
     */
    Payment refund(long memberId, String key, long paymentId);
}
