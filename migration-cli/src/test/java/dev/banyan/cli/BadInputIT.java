package dev.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.phase.Phases;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user gets wrong is told in one message, and changes nothing. */
class BadInputIT extends CommandsOnServers {
    @Test
    void asksWhatWasMeantByAnUnknownPhase() {
        for (String command : List.of("show", "start", "cutover", "complete")) {
            Typed typed = Typed.in(directory, "phase", command, "paymnts");

            assertThat(typed.exit()).as(command).isEqualTo(2);
            assertThat(typed.err())
                    .contains("There is no phase 'paymnts'. Declared: payments. Did you mean 'payments'?");
        }
    }

    @Test
    void tellsAWrongPasswordInOneMessage() {
        Servers.write(directory, servers.text().replace("secret", "wrong"));

        Typed typed = Typed.in(directory, "phase", "list");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err()).contains("control store at 127.0.0.1:", "as banyan", "Access denied", "migration.yaml");
        assertThat(typed.err()).doesNotContain("\tat ").doesNotContain("wrong");
    }

    @Test
    void tellsAWrongPasswordOfADatabaseBeforeAnythingIsStarted() {
        Servers.write(directory, servers.text().replace("hidden", "wrong"));

        Typed typed = Typed.in(directory, "phase", "start", "payments");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err()).contains("database of 'monolith' at 127.0.0.1:", "Access denied");
        assertThat(new Phases(store).list()).isEmpty();
    }

    @Test
    void tellsThatTheControlStoreIsDown() {
        Servers.write(directory, MigrationText.of(1, 1));

        Typed typed = Typed.in(directory, "traffic", "show");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err()).contains("control store at 127.0.0.1:1/banyan");
    }

    @Test
    void startNamesAColumnThatTheTableDoesNotHave() {
        Servers.write(directory, servers.text().replace("pay_amt:", "pay_amnt:"));

        Typed typed = Typed.in(directory, "phase", "start", "payments");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("pay_amnt", "Did you mean 'pay_amt'?", "migration.yaml");
        assertThat(new Phases(store).list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rename", "drop"})
    void startRefusesAnEndOfTheTablesThatIsNotEnforced(String after) {
        Servers.write(directory, servers.text() + "    after: " + after + "\n");

        Typed typed = Typed.in(directory, "phase", "start", "payments");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("after", after, "sync, keep", "migration.yaml:");
        assertThat(new Phases(store).list()).isEmpty();
    }

    @Test
    void startRefusesATableWithoutPrimaryKey() {
        servers.sites().execute("ALTER TABLE ruby.payments MODIFY pay_no BIGINT, DROP PRIMARY KEY");

        Typed typed = Typed.in(directory, "phase", "start", "payments");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("ruby.payments", "no primary key", "ADD PRIMARY KEY");
        assertThat(new Phases(store).list()).isEmpty();
    }

    @Test
    void startRefusesPartialRowImages() {
        servers.sites().execute("SET GLOBAL binlog_row_image = 'MINIMAL'");
        try {
            Typed typed = Typed.in(directory, "phase", "start", "payments");

            assertThat(typed.exit()).isEqualTo(3);
            assertThat(typed.err()).contains("binlog_row_image", "FULL");
            assertThat(new Phases(store).list()).isEmpty();
        } finally {
            servers.sites().execute("SET GLOBAL binlog_row_image = 'FULL'");
        }
    }

    @Test
    void theDoctorFindsPartialRowImagesAndSaysSo() {
        servers.sites().execute("SET GLOBAL binlog_row_image = 'MINIMAL'");
        try {
            Typed typed = Typed.json(directory, "doctor");

            assertThat(typed.exit()).isEqualTo(3);
            assertThat(typed.json().path("refused").intValue()).isPositive();
            assertThat(typed.out()).contains("binlog_row_image");
        } finally {
            servers.sites().execute("SET GLOBAL binlog_row_image = 'FULL'");
        }
    }
}
