package dev.banyan.payment.ledger;

import dev.banyan.kit.outbox.EventDraft;
import dev.banyan.kit.outbox.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells what became of payments, where there is an outbox: each joins the transaction of what it tells. Only moves that are
 * made here are told; of rows that a synchroniser writes nobody hears, unless somebody asks.
 */
@Component
public final class PaymentFacts {

    /** A payment's first and last word; between APPROVED and CANCELLED lies all that it can become. */
    private enum Fact {
        APPROVED("PaymentApproved", 1),
        DECLINED("PaymentFailed", 1),
        CANCELLED("PaymentCancelled", 2);

        private final String type;
        private final int version;

        Fact(String type, int version) {
            this.type = type;
            this.version = version;
        }

        /** Null while it may still become either: a try that failed is no news. */
        static @Nullable Fact of(PaymentStatus status) {
            return switch (status) {
                case PENDING, FAILED -> null;
                case APPROVED -> APPROVED;
                case DECLINED -> DECLINED;
                case CANCELLED -> CANCELLED;
            };
        }
    }

    private final JdbcClient jdbc;
    private final @Nullable Outbox outbox;

    PaymentFacts(JdbcClient jdbc, ObjectProvider<Outbox> outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox.getIfAvailable();
    }

    /** Whether there is an outbox. */
    public boolean areTold() {
        return outbox != null;
    }

    /** The payment has become that. */
    void moved(Payment before, PaymentStatus status) {
        Fact fact = Fact.of(status);
        if (outbox != null && fact != null) {
            note(before.id(), fact);
            outbox.append(draft(before, fact));
        }
    }

    /**
     * Who asked for a payment by an event hears what became of it, even if it was made elsewhere and brought by a synchroniser.
     *
     * @param again even if it has been told
     */
    public void answer(Payment settled, boolean again) {
        Fact fact = Fact.of(settled.status());
        if (outbox != null && fact != null && (note(settled.id(), fact) || again)) {
            outbox.append(draft(settled, fact));
        }
    }

    /** False when it was told before. */
    private boolean note(long id, Fact fact) {
        try {
            jdbc.sql("INSERT INTO payment_told (payment_id, version) VALUES (?, ?)")
                    .params(id, fact.version)
                    .update();
            return true;
        } catch (DuplicateKeyException before) {
            return false;
        }
    }

    private static EventDraft draft(Payment payment, Fact fact) {
        EventDraft draft = EventDraft.of(fact.type, String.valueOf(payment.id()), fact.version)
                .changed("status");
        draft = payment.orderId() == null ? draft : draft.with("orderId", payment.orderId());
        draft = payment.memberId() == null ? draft : draft.with("memberId", payment.memberId());
        draft = payment.amount() == null ? draft : draft.with("amount", WholeUnits.of(payment.amount()));
        draft = payment.idempotencyKey() == null ? draft : draft.with("idempotencyKey", payment.idempotencyKey());
        return fact == Fact.DECLINED ? draft.with("reason", "DECLINED") : draft;
    }
}
