package dev.banyan.playbooks.check;

import java.util.List;

/**
 * What the checker found.
 *
 * @param acknowledgedWrites orders, payments and refunds that customers were told are done
 * @param declined payments that customers were told are declined
 * @param gatewayRequests charges and refunds in the gateway's journal; 0 when it was not asked
 * @param findings every broken promise
 */
public record CheckReport(
        String owner, long acknowledgedWrites, long declined, long gatewayRequests, List<Finding> findings) {

    public CheckReport {
        findings = List.copyOf(findings);
    }

    public long count(Finding.Breach breach) {
        return findings.stream().filter(finding -> finding.breach() == breach).count();
    }

    public boolean clean() {
        return findings.isEmpty();
    }
}
