package dev.banyan.playbooks.check;

import static dev.banyan.playbooks.check.Comparison.number;

import dev.banyan.playbooks.check.Finding.Breach;
import dev.banyan.playbooks.load.Kind;
import dev.banyan.playbooks.load.RequestLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every acknowledged order was relayed, once, and accepted by the one device that was told so, and by no other. */
final class RelayCheck implements Check {
    static final String RUBY =
            "SELECT ord_no AS orderNo, dev_no AS device, rel_stat = 'A' AS accepted FROM order_relays";
    static final String SERVICE =
            "SELECT order_id AS orderNo, device_id AS device, status = 'ACCEPTED' AS accepted FROM order_relay";

    private final Side owner;

    RelayCheck(Side owner) {
        this.owner = owner;
    }

    private record Row(long order, @Nullable Long device, boolean accepted) {}

    @Override
    public List<Finding> find(Promises promises) {
        List<Finding> findings = new ArrayList<>();
        Map<Long, Row> rows = new HashMap<>();
        owner.read(row -> new Row(
                        row.getLong("orderNo"), row.getObject("device", Long.class), row.getBoolean("accepted")))
                .forEach(row -> {
                    if (rows.put(row.order(), row) != null) {
                        findings.add(new Finding(
                                Breach.DOUBLED, "relay of order " + row.order(), "is there twice, at two shops"));
                    }
                });
        Map<Long, Long> accepted = new HashMap<>();
        promises.all(Kind.RELAY_ACCEPT).stream()
                .filter(RequestLine::acknowledgedWrite)
                .forEach(line -> checkAcceptance(line, rows, accepted, findings));
        for (RequestLine line : promises.orders()) {
            long order = Objects.requireNonNull(line.id());
            if (!rows.containsKey(order)) {
                findings.add(new Finding(
                        Breach.LOST,
                        "relay of order " + order + " (request " + line.number() + " at " + line.ts() + ")",
                        "is not in the database of the " + owner.name() + ": its shop never heard of it"));
            }
        }
        return findings;
    }

    private void checkAcceptance(
            RequestLine line, Map<Long, Row> rows, Map<Long, Long> accepted, List<Finding> findings) {
        Long order = number(line.answer(), "orderId");
        Long device = number(line.answer(), "deviceId");
        String what = "acceptance of order " + order + " by device " + device + " (request " + line.number() + " at "
                + line.ts() + ", answered by " + line.side() + ")";
        Row row = order == null ? null : rows.get(order);
        if (order == null || device == null || row == null) {
            findings.add(new Finding(Breach.LOST, what, "is not in the database of the " + owner.name()));
            return;
        }
        Long other = accepted.put(order, device);
        if (other != null && !other.equals(device)) {
            findings.add(new Finding(Breach.DOUBLED, what, "device " + other + " was told so, too"));
        }
        new Comparison(what)
                .essential("accepted", true, row.accepted())
                .essential("device", device, row.device())
                .finding()
                .ifPresent(findings::add);
    }
}
