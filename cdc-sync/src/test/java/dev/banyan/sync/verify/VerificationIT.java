package dev.banyan.sync.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.ColumnMapping;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.Gates;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.Secret;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.fence.FenceTable;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerificationIT {
    private static final int ROWS = 5_000;

    private static DatabaseServer monolith;
    private static DatabaseServer service;
    private static final List<String> heard = new ArrayList<>();

    @BeforeAll
    static void start() {
        monolith = TestServers.start();
        service = TestServers.start();
    }

    @AfterAll
    static void stop() {
        monolith.close();
        service.close();
    }

    @BeforeEach
    void fillBothSidesAlike() {
        heard.clear();
        fill(ROWS);
    }

    @Test
    void findsEqualDatabasesEqual() throws SQLException {
        VerifyResult result = verify(withoutStreams());

        assertThat(result.tables())
                .allSatisfy(table -> assertThat(table.samples()).isEmpty());
        assertThat(result.equal()).isTrue();
        assertThat(result.rowsCompared()).isEqualTo(ROWS);
        assertThat(result.tables().get(0).chunks()).isPositive();
        assertThat(result.tables().get(0).chunksByRow()).isZero();
        assertThat(heard).isNotEmpty();
    }

    @Test
    void findsDifferentMissingAndSurplusRowsByKey() throws SQLException {
        service.execute(
                "UPDATE payment.payment SET status = 'PENDING' WHERE id = 17",
                "UPDATE payment.payment SET note = '김치찌개 🍚' WHERE id = 18",
                "UPDATE payment.payment SET amount = amount + 0.01 WHERE id = 19",
                "UPDATE payment.payment SET updated_at = NULL WHERE id = 20",
                "DELETE FROM payment.payment WHERE id IN (1, 3000)",
                "INSERT INTO payment.payment (id, member_id, amount, currency, status) VALUES (999999, 1, 1, 'KRW', 'PENDING')");

        VerifyResult result = verify(withoutStreams());

        VerifyResult.Table table = result.tables().get(0);
        assertThat(result.rowsDifferent()).isEqualTo(7);
        assertThat(table.different()).isEqualTo(4);
        assertThat(table.missing()).isEqualTo(2);
        assertThat(table.surplus()).isEqualTo(1);
        assertThat(table.samples())
                .contains(
                        "pay_no 1: missing in payment.payment",
                        "pay_no 3000: missing in payment.payment",
                        "pay_no 999999: only in payment.payment",
                        "pay_no 17: pay_stat 'APPROVED', status 'PENDING'",
                        "pay_no 18: note '김치찌개 🍲 18', note '김치찌개 🍚'",
                        "pay_no 19: pay_amt '1019.00', amount '1019.01'",
                        "pay_no 20: upd_dt '2016-05-04 03:02:01.000', updated_at NULL");
    }

    @Test
    void tellsNullFromEmptyAndKeepsColumnsApart() throws SQLException {
        monolith.execute("UPDATE ruby.payments SET note = '', tid = NULL WHERE pay_no = 5");
        service.execute("UPDATE payment.payment SET note = NULL, transaction_id = '' WHERE id = 5");
        monolith.execute("UPDATE ruby.payments SET note = 'a', tid = 'bc' WHERE pay_no = 6");
        service.execute("UPDATE payment.payment SET note = 'ab', transaction_id = 'c' WHERE id = 6");

        assertThat(verify(withoutStreams()).tables().get(0).different()).isEqualTo(2);
    }

    @Test
    void noticesCaseAccentsAndTrailingSpaces() throws SQLException {
        service.execute(
                "UPDATE payment.payment SET note = UPPER('a') WHERE id = 7",
                "UPDATE payment.payment SET note = 'b ' WHERE id = 8");
        monolith.execute(
                "UPDATE ruby.payments SET note = 'a' WHERE pay_no = 7",
                "UPDATE ruby.payments SET note = 'b' WHERE pay_no = 8");

        assertThat(verify(withoutStreams()).tables().get(0).different()).isEqualTo(2);
    }

    @Test
    void callsAValueOutsideTheMapDifferent() throws SQLException {
        monolith.execute("UPDATE ruby.payments SET pay_stat = 'X' WHERE pay_no = 9");

        assertThat(verify(withoutStreams()).tables().get(0).samples())
                .singleElement()
                .asString()
                .contains("pay_no 9", "unmapped value X");
    }

    @Test
    void passesOverAnOptionalColumnThatTheMonolithWasGivenLater() throws SQLException {
        monolith.execute("ALTER TABLE ruby.payments ADD COLUMN later INT NULL", "UPDATE ruby.payments SET later = 1");

        assertThat(verify(withoutStreams()).equal()).isTrue();

        service.execute("UPDATE payment.payment SET note = 'x' WHERE id = 5");
        assertThat(verify(withoutStreams()).rowsDifferent()).isEqualTo(1);
    }

    @Test
    void refusesAColumnThatTheMonolithWasGivenLaterAndInsistsOn() throws SQLException {
        monolith.execute("ALTER TABLE ruby.payments ADD COLUMN later INT NOT NULL");

        assertThatThrownBy(() -> verify(withoutStreams()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("later");
    }

    @Test
    void doesNotCallARowDifferentThatIsCarriedOverMeanwhile() throws SQLException {
        monolith.execute("UPDATE ruby.payments SET note = 'new' WHERE pay_no = 100");
        monolith.execute("INSERT INTO ruby.payments (pay_no, mem_no, pay_amt, pay_stat) VALUES (7001, 1, 5, 'P')");
        Drain carriesOver = (phase, one, other) -> {
            service.execute("UPDATE payment.payment SET note = 'new' WHERE id = 100");
            service.execute(
                    "INSERT INTO payment.payment (id, member_id, amount, currency, status) VALUES (7001, 1, 5, 'KRW', 'PENDING')");
            return Optional.empty();
        };

        VerifyResult result = verify(carriesOver);

        assertThat(result.equal()).isTrue();
        assertThat(result.tables().get(0).chunksByRow()).isPositive();
    }

    @Test
    void callsARowUndecidedThatKeepsChanging() throws SQLException {
        monolith.execute("UPDATE ruby.payments SET note = 'v0' WHERE pay_no = 100");
        AtomicInteger version = new AtomicInteger();
        Drain alwaysBehind = (phase, one, other) -> {
            service.execute("UPDATE payment.payment SET note = 'v" + version.get() + "' WHERE id = 100");
            monolith.execute("UPDATE ruby.payments SET note = 'v" + version.incrementAndGet() + "' WHERE pay_no = 100");
            return Optional.empty();
        };

        VerifyResult result = verify(alwaysBehind);

        assertThat(result.rowsDifferent()).isZero();
        assertThat(result.rowsUndecided()).isEqualTo(1);
        assertThat(result.tables().get(0).samples()).singleElement().asString().contains("pay_no 100: undecided: kept");
    }

    @Test
    void callsDifferencesUndecidedWhenNoFenceComesThrough() throws SQLException {
        monolith.execute(FenceTable.DDL.replace("banyan_fence", "ruby.banyan_fence"));
        service.execute(FenceTable.DDL.replace("banyan_fence", "payment.banyan_fence"));
        service.execute("DELETE FROM payment.payment WHERE id = 1");

        VerifyResult result = verify(new FenceDrain(Duration.ofMillis(100), Duration.ofMillis(100)));

        assertThat(result.rowsUndecided()).isEqualTo(1);
        assertThat(result.tables().get(0).samples())
                .singleElement()
                .asString()
                .contains("no fence came through the forward stream");
    }

    @Test
    void fencesAreWaitedForInBothDatabases() throws Exception {
        monolith.execute(FenceTable.DDL.replace("banyan_fence", "ruby.banyan_fence"));
        service.execute(FenceTable.DDL.replace("banyan_fence", "payment.banyan_fence"));
        Thread streams = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try (Connection ruby = monolith.connect("ruby");
                        Connection payment = service.connect("payment")) {
                    copyFences(ruby, payment);
                    copyFences(payment, ruby);
                } catch (SQLException e) {
                    return;
                }
            }
        });
        streams.start();
        try (Connection ruby = monolith.connect("ruby");
                Connection payment = service.connect("payment")) {
            Optional<String> late = new FenceDrain(Duration.ofSeconds(20), Duration.ZERO)
                    .drain(phase(PhaseState.CUT_OVER), ruby, payment);
            assertThat(late).isEmpty();
        } finally {
            streams.interrupt();
            streams.join();
        }
    }

    @Test
    void countsBypasses() throws SQLException {
        service.execute(
                "CREATE TABLE payment.banyan_conflict (stream_name VARCHAR(64), kind VARCHAR(10))",
                "INSERT INTO payment.banyan_conflict VALUES ('payments.forward', 'BYPASS'), ('payments.forward', 'CONFLICT'),"
                        + " ('orders.forward', 'BYPASS')");

        assertThat(verify(withoutStreams()).bypasses()).isEqualTo(1);
    }

    @Test
    void comparesFiftyThousandRowsWithinSeconds() throws SQLException {
        fill(50_000);

        VerifyResult result = verify(withoutStreams());

        assertThat(result.equal()).isTrue();
        assertThat(result.rowsCompared()).isEqualTo(50_000);
        assertThat(result.millis()).isLessThan(10_000);
    }

    @Test
    void comparesCompositeTextKeysAndOddTypePairs() throws SQLException {
        monolith.execute(
                "CREATE TABLE ruby.odd (shop VARCHAR(20), no INT ZEROFILL, f FLOAT, d DOUBLE, b BLOB, t DATETIME(3), j TEXT,"
                        + " n DECIMAL(10,1), u BIGINT UNSIGNED, PRIMARY KEY (shop, no))",
                "INSERT INTO ruby.odd SELECT CONCAT('shop', seq % 7), seq, seq / 3, seq / 7, UNHEX(SHA2(seq, 256)),"
                        + " '2016-01-01 00:00:00.123', '{\"a\": [1, 2]}', seq / 10, 18446744073709551615 - seq FROM "
                        + numbers(5_000));
        service.execute(
                "CREATE TABLE payment.odd (shop VARCHAR(20), no BIGINT, f DOUBLE, d DOUBLE, b LONGBLOB, t DATETIME(6), j TEXT,"
                        + " n DOUBLE, u BIGINT UNSIGNED, PRIMARY KEY (shop, no))",
                "INSERT INTO payment.odd SELECT CONCAT('shop', seq % 7), seq, CAST(seq / 3 AS FLOAT), seq / 7, UNHEX(SHA2(seq, 256)),"
                        + " '2016-01-01 00:00:00.123', '{\"a\": [1, 2]}', seq / 10, 18446744073709551615 - seq FROM "
                        + numbers(5_000));
        service.execute(
                "DELETE FROM payment.odd WHERE shop = 'shop3' AND no = 3", "UPDATE payment.odd SET u = 1 WHERE no = 4");
        TableMapping odd = new TableMapping("odd", "odd", null, Map.of(), Map.of());

        VerifyResult result = verification(withoutStreams())
                .run(phase(PhaseState.SYNCED, PhaseDefinition.Mode.WHOLE, odd), heard::add);

        assertThat(result.rowsCompared()).isEqualTo(5_000);
        assertThat(result.tables().get(0).samples())
                .containsExactlyInAnyOrder(
                        "shop, no shop3, 3: missing in payment.odd",
                        "shop, no shop4, 4: u '18446744073709551611', u '1'");
    }

    private static void copyFences(Connection from, Connection to) throws SQLException {
        try (var select = from.createStatement();
                var rs = select.executeQuery("SELECT id, shift_id, phase, origin FROM banyan_fence");
                var insert = to.prepareStatement(
                        "INSERT IGNORE INTO banyan_fence (id, shift_id, phase, origin) VALUES (?,?,?,?)")) {
            while (rs.next()) {
                for (int i = 1; i <= 4; i++) {
                    insert.setString(i, rs.getString(i));
                }
                insert.executeUpdate();
            }
        }
    }

    /** A table of the numbers from 1 on, in its column {@code seq}. */
    private static String numbers(int count) {
        return "JSON_TABLE(CONCAT('[0', REPEAT(',0', " + (count - 1)
                + "), ']'), '$[*]' COLUMNS (seq FOR ORDINALITY)) AS numbers";
    }

    private static void fill(int rows) {
        monolith.execute(
                "DROP DATABASE IF EXISTS ruby",
                "CREATE DATABASE ruby CHARACTER SET utf8mb4",
                "CREATE TABLE ruby.digit (n INT PRIMARY KEY)",
                "INSERT INTO ruby.digit VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
                numbers("ruby", rows),
                "CREATE TABLE ruby.payments (pay_no BIGINT AUTO_INCREMENT PRIMARY KEY, mem_no BIGINT, pay_amt INT,"
                        + " pay_stat CHAR(1), tid VARCHAR(64), note VARCHAR(100), memo VARCHAR(200), upd_dt DATETIME)",
                "INSERT INTO ruby.payments SELECT seq, IF(seq % 1000 = 0, NULL, seq % 313), 1000 + seq,"
                        + " ELT(1 + seq % 3, 'P', 'C', 'A'), IF(seq % 5 = 0, NULL, CONCAT('pg-', seq)),"
                        + " CONCAT('김치찌개 🍲 ', seq), 'dropped', '2016-05-04 03:02:01' FROM "
                        + numbers(rows));
        service.execute(
                "DROP DATABASE IF EXISTS payment",
                "CREATE DATABASE payment CHARACTER SET utf8mb4",
                "CREATE TABLE payment.digit (n INT PRIMARY KEY)",
                "INSERT INTO payment.digit VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
                numbers("payment", rows),
                "CREATE TABLE payment.payment (id BIGINT AUTO_INCREMENT PRIMARY KEY, member_id BIGINT, amount DECIMAL(19,2),"
                        + " currency CHAR(3) NOT NULL, status VARCHAR(16), transaction_id VARCHAR(64), note VARCHAR(100),"
                        + " updated_at DATETIME(3))",
                "INSERT INTO payment.payment SELECT seq, IF(seq % 1000 = 0, NULL, seq % 313), 1000 + seq, 'KRW',"
                        + " ELT(1 + seq % 3, 'PENDING', 'CANCELLED', 'APPROVED'), IF(seq % 5 = 0, NULL, CONCAT('pg-', seq)),"
                        + " CONCAT('김치찌개 🍲 ', seq), '2016-05-04 03:02:01' FROM "
                        + numbers(rows));
    }

    /** A table {@code seq} of 1 to {@code rows}, at most 100,000. */
    private static String numbers(String schema, int rows) {
        String digit = schema + ".digit";
        return "CREATE TABLE " + schema
                + ".seq (seq INT PRIMARY KEY) AS SELECT s.seq FROM (SELECT 1 + a.n + 10 * b.n + 100 * c.n"
                + " + 1000 * d.n + 10000 * e.n AS seq FROM " + digit + " a, " + digit + " b, " + digit + " c, " + digit
                + " d, " + digit + " e) s WHERE s.seq <= " + rows;
    }

    private static VerifyResult verify(Drain drain) throws SQLException {
        Map<String, ColumnMapping> columns = new LinkedHashMap<>();
        columns.put("pay_no", to("id"));
        columns.put("mem_no", to("member_id"));
        columns.put("pay_amt", to("amount"));
        columns.put("tid", to("transaction_id"));
        columns.put("upd_dt", to("updated_at"));
        columns.put("memo", new ColumnMapping(null, true, "''", Map.of()));
        columns.put(
                "pay_stat",
                new ColumnMapping("status", false, null, Map.of("P", "PENDING", "A", "APPROVED", "C", "CANCELLED")));
        TableMapping payments = new TableMapping("payments", "payment", "mem_no", columns, Map.of("currency", "KRW"));
        return verification(drain).run(phase(PhaseState.SYNCED, PhaseDefinition.Mode.KEYED, payments), heard::add);
    }

    private static Verification verification(Drain drain) {
        return new Verification(
                new DatabaseAddress(monolith.url("ruby"), "root", new Secret("")),
                new DatabaseAddress(service.url("payment"), "root", new Secret("")),
                drain);
    }

    private static Drain withoutStreams() {
        return (phase, one, other) -> Optional.empty();
    }

    private static ColumnMapping to(String column) {
        return new ColumnMapping(column, false, null, Map.of());
    }

    private static Phase phase(PhaseState state) {
        return phase(state, PhaseDefinition.Mode.KEYED);
    }

    private static Phase phase(PhaseState state, PhaseDefinition.Mode mode, TableMapping... tables) {
        PhaseDefinition definition = new PhaseDefinition(
                "payments",
                "payment",
                List.of(),
                List.of(tables),
                mode,
                PhaseDefinition.Ids.INTERLEAVE,
                PhaseDefinition.Triggers.FIRE,
                PhaseDefinition.Conflicts.OWNER_WINS,
                Gates.DEFAULT,
                HoldLimits.DEFAULT,
                PhaseDefinition.After.SYNC);
        return new Phase("payments", state, 0, definition, KeyRule.INTEGER, Instant.EPOCH);
    }
}
