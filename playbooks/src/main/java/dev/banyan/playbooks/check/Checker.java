package dev.banyan.playbooks.check;

import static dev.banyan.playbooks.check.Comparison.number;
import static dev.banyan.playbooks.check.Comparison.text;
import static dev.banyan.playbooks.check.Comparison.time;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.playbooks.check.Finding.Breach;
import dev.banyan.playbooks.load.RequestLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds every acknowledged write against the owner's rows, and the rows against the gateway's journal. To be asked when
 * no request is under way; it knows nothing of routing or synchronisation, and trusts only the log, SQL and the journal.
 */
public final class Checker {

    private static final String PAID_WRONGLY = "SELECT o.ord_no, o.paid_amt, COALESCE(p.paid, 0) AS paid FROM orders o"
            + " LEFT JOIN (SELECT ord_no, SUM(pay_amt) AS paid FROM payments WHERE pay_stat = 'A' GROUP BY ord_no) p"
            + " ON p.ord_no = o.ord_no WHERE COALESCE(o.paid_amt, 0) <> COALESCE(p.paid, 0)";

    private static final String COUNTS_PAYMENTS = "SELECT COUNT(*) > 0 AS counts FROM information_schema.columns"
            + " WHERE table_schema = DATABASE() AND table_name = 'order_items' AND column_name = 'mem_no'";
    private static final int ACCEPTED_FOR_LATER = 202;

    private final CheckSources sources;
    private final PaymentsOwner owner;
    private final Side ordersOwner;
    private final Map<Long, PaymentRow> payments = new HashMap<>();
    private final Map<Long, OrderRow> orders = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private Checker(CheckSources sources, PaymentsOwner owner, Side ordersOwner) {
        this.ordersOwner = ordersOwner;
        this.sources = sources;
        this.owner = owner;
    }

    /**
     * Checks everything.
     *
     * @throws CommandFailure when a source can't be read
     */
    public static CheckReport check(CheckSources sources, PaymentsOwner owner) {
        return check(sources, owner, new Side("monolith", ruby(sources), OrderRow.RUBY));
    }

    /** @param ordersOwner where orders are the truth */
    static CheckReport check(CheckSources sources, PaymentsOwner owner, Side ordersOwner) {
        return new Checker(sources, owner, ordersOwner).check();
    }

    private CheckReport check() {
        Promises promises = Promises.read(sources.log());
        Databases.read(
                        owner == PaymentsOwner.MONOLITH ? ruby(sources) : sources.payment(),
                        owner.select(),
                        PaymentRow::of)
                .forEach(row -> payments.put(row.id(), row));
        ordersOwner.<OrderRow>read(OrderRow::of).forEach(row -> orders.put(row.id(), row));
        GatewayJournal journal = GatewayJournal.read(sources.gateway());
        promises.payments().forEach(line -> checkPayment(promises, line));
        promises.declines().forEach(this::checkDecline);
        promises.refunds().values().forEach(this::checkRefund);
        promises.orders().forEach(line -> checkOrder(promises, line));
        checkPaidAmounts();
        checkOnePerKey();
        checkJournal(journal);
        return new CheckReport(
                owner.name(), promises.acknowledged(), promises.declines().size(), journal.requests(), findings);
    }

    private static DatabaseAddress ruby(CheckSources sources) {
        return Objects.requireNonNull(sources.ruby(), "the monolith's database, which owns what is checked");
    }

    private void checkPayment(Promises promises, RequestLine line) {
        long id = Objects.requireNonNull(line.id());
        PaymentRow row = payments.get(id);
        if (row == null) {
            missing("payment " + id, line);
            return;
        }
        JsonNode said = line.answer();
        RequestLine refund = promises.refunds().get(id);
        String expected = refund == null ? text(said, "status") : "CANCELLED";
        boolean eitherWay = promises.refundUnknown(id) && "CANCELLED".equals(row.status());
        new Comparison(describe("payment " + id, line))
                .essential("status", eitherWay ? row.status() : expected, row.status())
                .essential("amount", line.amount(), row.amount())
                .essential("member", line.member(), row.member())
                .detail("amount in the answer", line.amount(), number(said, "amount"))
                .detail("order", number(said, "orderId"), row.order())
                .detail("method", text(said, "method"), row.method())
                .detail("currency", text(said, "currency"), row.currency())
                .detail("key", line.key(), row.key())
                .detail("created", time(said, "createdAt"), row.createdAt())
                .finding()
                .ifPresent(findings::add);
    }

    private void checkDecline(RequestLine line) {
        Long id = line.id();
        PaymentRow row = id == null ? null : payments.get(id);
        if (row == null) {
            missing("declined payment " + id, line);
            return;
        }
        new Comparison(describe("declined payment " + id, line))
                .essential("status", "DECLINED", row.status())
                .essential("amount", line.amount(), row.amount())
                .detail("member", line.member(), row.member())
                .detail("key", line.key(), row.key())
                .finding()
                .ifPresent(findings::add);
    }

    private void checkRefund(RequestLine line) {
        long id = Objects.requireNonNull(line.id());
        PaymentRow row = payments.get(id);
        if (row == null) {
            missing("refund of payment " + id, line);
            return;
        }
        new Comparison(describe("refund of payment " + id, line))
                .essential("status", "CANCELLED", row.status())
                .essential("amount", line.amount(), row.amount())
                .detail("refund key", line.key(), row.refundKey())
                .detail("refunded", time(line.answer(), "refundedAt"), row.refundedAt())
                .finding()
                .ifPresent(findings::add);
    }

    private void checkOrder(Promises promises, RequestLine line) {
        long id = Objects.requireNonNull(line.id());
        JsonNode said = line.answer();
        OrderRow order = orders.get(id);
        Long paymentId = number(said, "paymentId");
        PaymentRow payment = paymentId == null ? null : payments.get(paymentId);
        if (order == null) {
            missing("order " + id, line);
        } else if (line.status() == ACCEPTED_FOR_LATER) {
            checkEnd(order, line);
        } else if (payment == null) {
            missing("payment " + paymentId + " of order " + id, line);
        } else {
            new Comparison(describe("order " + id, line))
                    .essential(
                            "status",
                            promises.journeys().expected(id, text(said, "status"), order.status()),
                            order.status())
                    .essential("total", number(said, "totalAmount"), order.total())
                    .essential("member", line.member(), order.member())
                    .essential("status of its payment", "APPROVED", payment.status())
                    .essential("amount of its payment", number(said, "totalAmount"), payment.amount())
                    .detail("paid", number(said, "totalAmount"), number(said, "paidAmount"))
                    .detail("shop", number(said, "shopId"), order.shop())
                    .detail("payment", paymentId, order.payment())
                    .detail("key", line.key(), order.key())
                    .detail("order of its payment", id, payment.order())
                    .detail("member of its payment", line.member(), payment.member())
                    .detail("key of its payment", "ord-" + id, payment.key())
                    .finding()
                    .ifPresent(findings::add);
        }
    }

    /** Whose customer was told to come back for it: it is paid by now, or over and paid back. */
    private void checkEnd(OrderRow order, RequestLine line) {
        String status = String.valueOf(order.status());
        if (status.equals("PENDING_PAYMENT")) {
            findings.add(new Finding(
                    Breach.DIFFERENT, describe("order " + order.id(), line), "still waits for its payment"));
        }
        new Comparison(describe("order " + order.id(), line))
                .essential("total", number(line.answer(), "totalAmount"), order.total())
                .essential("member", line.member(), order.member())
                .detail("shop", number(line.answer(), "shopId"), order.shop())
                .detail("key", line.key(), order.key())
                .finding()
                .ifPresent(findings::add);
    }

    /**
     * The monolith's own invariant, kept by its triggers, also for rows that synchronisation wrote; until its schema of 2018, which counts
     * instead, and while anybody keeps its rows current.
     */
    private void checkPaidAmounts() {
        DatabaseAddress ruby = sources.ruby();
        if (ruby == null) {
            return;
        }
        boolean counts = Databases.read(ruby, COUNTS_PAYMENTS, row -> row.getBoolean("counts"))
                .get(0);
        if (counts) {
            return;
        }
        Databases.read(
                        ruby,
                        PAID_WRONGLY,
                        row -> new Finding(
                                Breach.DIFFERENT,
                                "order " + row.getLong("ord_no"),
                                "paid_amt is " + row.getLong("paid_amt") + ", its approved payments are "
                                        + row.getLong("paid")))
                .forEach(findings::add);
    }

    private void checkOnePerKey() {
        Map<String, Long> seen = new HashMap<>();
        for (PaymentRow row : payments.values()) {
            if (row.key() != null && row.member() != null) {
                Long other = seen.put(row.member() + " " + row.key(), row.id());
                if (other != null) {
                    findings.add(new Finding(
                            Breach.DOUBLED,
                            "payments " + other + " and " + row.id(),
                            "both of member " + row.member() + " with key " + row.key()));
                }
            }
        }
    }

    private void checkJournal(GatewayJournal journal) {
        journal.chargesByReference().forEach((reference, times) -> twice("charged", reference, times));
        journal.refundsByReference().forEach((reference, times) -> twice("refunded", reference, times));
        Set<@Nullable String> known = new HashSet<>();
        Set<String> unsettled = new HashSet<>();
        for (PaymentRow row : payments.values()) {
            known.add(row.transactionId());
            if ("FAILED".equals(row.status()) || "PENDING".equals(row.status())) {
                unsettled.add("mem-" + row.member() + "-" + row.key());
            }
        }
        journal.charged().forEach((transaction, reference) -> {
            // A payment that failed by time-out may have been charged; its customer was told so, and it counts as
            // failed.
            if (!known.contains(transaction) && !unsettled.contains(reference)) {
                findings.add(new Finding(
                        Breach.LOST,
                        "charge " + reference,
                        "the gateway took the money as " + transaction + ", and no payment says so"));
            }
        });
    }

    private void twice(String what, String reference, int times) {
        if (times > 1) {
            findings.add(new Finding(Breach.DOUBLED, reference, "the gateway " + what + " it " + times + " times"));
        }
    }

    private void missing(String what, RequestLine line) {
        findings.add(new Finding(
                Breach.LOST,
                describe(what, line),
                "is not in the database of the " + owner.name().toLowerCase(java.util.Locale.ROOT)));
    }

    private static String describe(String what, RequestLine line) {
        return what + " (request " + line.number() + " at " + line.ts() + ", member " + line.member() + ", answered "
                + line.status() + " by " + line.side() + " through " + line.proxy() + ")";
    }
}
