package dev.banyan.ruby.payment;

/** The seam as it always was: a method call. */
record InProcessPayments(PaymentDesk desk) implements Payments {

    @Override
    public Payment charge(long memberId, String key, NewPayment wanted) {
        return desk.charge(memberId, key, wanted).payment();
    }

    @Override
    public Payment refund(long memberId, String key, long paymentId) {
        return desk.refund(memberId, key, paymentId);
    }
}
