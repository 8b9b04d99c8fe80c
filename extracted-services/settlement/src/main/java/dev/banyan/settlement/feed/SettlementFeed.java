package dev.banyan.settlement.feed;

import dev.banyan.kit.feed.BadBatch;
import dev.banyan.kit.feed.FeedChange;
import dev.banyan.kit.feed.FeedEffect;
import dev.banyan.kit.feed.FeedRow;
import dev.banyan.settlement.books.Books;
import dev.banyan.settlement.books.DeliveredOrder;
import dev.banyan.settlement.books.RefundedPayment;
import dev.banyan.settlement.books.Teller;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds sales and refunds among the changes: every image of an order that says DELIVERED tells of the same sale, every
 * image of a payment that says CANCELLED of the same refund. Rows that go away take nothing with them: what was delivered
 * stays delivered.
 */
@Component
final class SettlementFeed implements FeedEffect {

    private static final Set<String> ORDER_STATUS =
            Set.of("PENDING_PAYMENT", "CREATED", "ACCEPTED", "DELIVERED", "CANCELLED");
    private static final Set<String> PAYMENT_STATUS = Set.of("PENDING", "APPROVED", "CANCELLED", "DECLINED", "FAILED");

    private final Books books;
    private final Clock clock;

    SettlementFeed(Books books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    @Override
    public String phase() {
        return "settlement";
    }

    @Override
    public void forget() {
        books.forgetWhatTheFeedTold();
    }

    @Override
    public void apply(List<FeedChange> changes) {
        List<DeliveredOrder> orders = new ArrayList<>();
        List<RefundedPayment> refunds = new ArrayList<>();
        for (FeedChange change : changes) {
            FeedRow row = change.row();
            if (change.kind() == FeedChange.Kind.DELETE) {
                continue;
            }
            switch (change.table()) {
                case "order" -> {
                    Long shopId = row.numberOrNull("shop_id");
                    // An order of no shop is owed to nobody.
                    if (is("DELIVERED", row, ORDER_STATUS) && shopId != null) {
                        orders.add(new DeliveredOrder(
                                row.number("id"), shopId, won(row, "total_amount"), day(change, row, "created_at")));
                    }
                }
                case "payment" -> {
                    Long orderId = row.numberOrNull("order_id");
                    if (is("CANCELLED", row, PAYMENT_STATUS) && orderId != null) {
                        refunds.add(new RefundedPayment(
                                row.number("id"), orderId, won(row, "amount"), day(change, row, "refunded_at")));
                    }
                }
                default ->
                    throw new BadBatch("Settlement is fed by 'order' and 'payment', not by '" + change.table() + "'");
            }
        }
        books.record(Teller.FEED, orders, refunds);
    }

    private static boolean is(String wanted, FeedRow row, Set<String> known) {
        String status = row.textOrNull("status");
        if (status != null && !known.contains(status)) {
            throw new BadBatch("status '" + status + "' is none of " + known + "; see the value map of the phase");
        }
        return wanted.equals(status);
    }

    private static long won(FeedRow row, String column) {
        return Objects.requireNonNullElse(row.numberOrNull(column), 0L);
    }

    /** Old rows may not say when: then it is the day of the change. */
    private LocalDate day(FeedChange change, FeedRow row, String column) {
        @Nullable LocalDateTime time = row.timeOrNull(column);
        return time != null ? time.toLocalDate() : LocalDate.ofInstant(change.at(), clock.getZone());
    }
}
