package dev.banyan.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegeChecksTest {
    private static final List<String> GRANTS = List.of(
            "GRANT RELOAD, BINLOG MONITOR ON *.* TO `banyan`@`%` IDENTIFIED BY PASSWORD '*X'",
            "GRANT SELECT, INSERT ON `ruby`.* TO `banyan`@`%`",
            "GRANT DELETE ON `ru%`.* TO `banyan`@`%`",
            "GRANT DROP ON `other`.* TO `banyan`@`%`",
            "GRANT UPDATE (amt) ON `ruby`.`payments` TO `banyan`@`%`");

    @Test
    void readsWhatIsHeldOnAServerAndOnASchema() {
        assertThat(PrivilegeChecks.held(GRANTS, "*.*")).contains("RELOAD", "REPLICATION CLIENT");
        assertThat(PrivilegeChecks.held(GRANTS, "ruby.*")).containsExactlyInAnyOrder("SELECT", "INSERT", "DELETE");
    }
}
