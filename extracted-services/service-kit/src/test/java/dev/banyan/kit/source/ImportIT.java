package dev.banyan.kit.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.banyan.kit.parcels.Parcels;
import dev.banyan.kit.parcels.ParcelsService;
import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import dev.banyan.mariadb.LoopbackPorts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportIT {

    private static final LocalDateTime LONG_AGO = LocalDateTime.parse("2018-01-01T00:00:00");

    private static JdbcClient sourceSql;
    private static RunningService service;
    private static JdbcClient viewSql;
    private static ViewTable view;
    private static TransactionTemplate transaction;
    private static Importer importer;

    @BeforeAll
    static void start() {
        TestDatabase database = TestDatabase.create();
        sourceSql = database.sql();
        service = ParcelsService.start(database, "--source.page=3");
        TestDatabase viewDatabase = TestDatabase.create();
        DriverManagerDataSource dataSource = new DriverManagerDataSource(viewDatabase.url(), "root", "");
        viewSql = JdbcClient.create(dataSource);
        viewSql.sql(
                        "CREATE TABLE parcel_view (id VARCHAR(40) PRIMARY KEY, version BIGINT NOT NULL, updated_at DATETIME(6)"
                                + " NOT NULL, deleted TINYINT(1) NOT NULL, city VARCHAR(40), weight DECIMAL(6,2))")
                .update();
        viewSql.sql(
                        "CREATE TABLE import_seen (run CHAR(36), id VARCHAR(120), started_at DATETIME, PRIMARY KEY (run, id))")
                .update();
        view = new ViewTable(viewSql, "parcel_view", List.of("city", "weight"));
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        importer = importer(service.url());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void nothingIsThere() {
        sourceSql.sql("DELETE FROM parcel").update();
        viewSql.sql("DELETE FROM parcel_view").update();
    }

    @Test
    void tellsRowsPageByPageAndTheWatermarkOfTheBeginning() {
        for (int id = 1; id <= 7; id++) {
            parcels().send(id, "City " + id);
        }
        parcels().lose(2);

        List<String> ids = new ArrayList<>();
        List<String> watermarks = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            List<JsonNode> lines = lines(cursor.isEmpty() ? "" : "?cursor=" + cursor);
            JsonNode last = lines.remove(lines.size() - 1);
            lines.forEach(line ->
                    ids.add(line.get("id").stringValue() + (line.get("deleted").booleanValue() ? "-" : "")));
            watermarks.add(last.get("watermark").stringValue());
            cursor = last.get("cursor").isNull() ? null : last.get("cursor").stringValue();
        }

        assertThat(ids).containsExactly("1", "3", "4", "5", "6", "7", "2-");
        assertThat(watermarks).hasSize(3).containsOnly(watermarks.get(0));
    }

    @Test
    void tellsRowsOfOneMomentPageByPage() {
        for (int id = 1; id <= 8; id++) {
            parcels().send(id, "Seoul");
        }
        sourceSql.sql("UPDATE parcel SET updated_at = ?").param(LONG_AGO).update();

        assertThat(importer.full().rows()).isEqualTo(8);
        assertEqual();
    }

    @Test
    void tellsARowAsTheQuerySelectsIt() {
        parcels().send(9, "세종");

        JsonNode line = lines("?ids=9").get(0);

        assertThat(line.get("id").stringValue()).isEqualTo("9");
        assertThat(line.get("version").longValue()).isEqualTo(1);
        assertThat(line.get("values").propertyNames()).containsExactlyInAnyOrder("city", "weight");
        assertThat(line.at("/values/city").stringValue()).isEqualTo("세종");
        assertThat(line.at("/values/weight").decimalValue()).isEqualByComparingTo("1.50");
    }

    @Test
    void tellsIdsThatAreNotThere() {
        parcels().send(1, "Seoul");

        assertThat(lines("?ids=1,2"))
                .extracting(line ->
                        line.path("id").stringValue("") + line.path("gone").booleanValue(false))
                .containsExactly("1false", "2true", "false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parcels?since=yesterday | 400 | since is 'yesterday'",
                "parcels?cursor=xyz      | 400 | cursor 'xyz' is none of ours",
                "parcels?ids=,           | 400 | ids names 0 rows; it must be 1 to 500",
                "parcels?ids=a           | 400 | id 'a' of view 'parcels' must be a number",
                "parcels?ids=1&since=P1D | 400 | ids can't be combined",
                "parcels?limit=0         | 400 | limit is 0; it must be 1 to 3",
                "parcels?limit=many      | 400 | limit",
                "letters                 | 404 | This service has no view 'letters' to import; it has [parcels]",
                "parcels/77              | 404 | View 'parcels' has no row 77",
            })
    void saysWhatIsWrongWithARequest(String path, int status, String message) {
        Answer answer = service.http().get("/import/" + path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("detail").stringValue()).contains(message);
    }

    @Test
    void aFullImportMakesTheViewEqual() {
        for (int id = 1; id <= 10; id++) {
            parcels().send(id, "City " + id);
        }
        parcels().lose(10);
        importer.full();
        assertEqual();
        parcels().send(1, "Moved");
        parcels().forget(5);
        viewSql.sql("UPDATE parcel_view SET city = 'wrong' WHERE id = '2'").update();
        viewSql.sql("DELETE FROM parcel_view WHERE id = '3'").update();

        ImportResult result = importer.full();

        assertEqual();
        assertThat(result.rows()).isEqualTo(9);
        assertThat(result.removed()).isEqualTo(1);
        assertThat(viewSql.sql("SELECT COUNT(*) FROM import_seen")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aFullImportLeavesWhatCameSinceItBegan() {
        LocalDateTime later = LocalDateTime.now(ZoneId.systemDefault()).plusMinutes(1);
        view.write(List.of(row("77", 1, later, "Later")), false);

        assertThat(importer.full().removed()).isZero();

        assertThat(view.version("77")).isEqualTo(1);
    }

    @Test
    void anImportSinceAWatermarkBringsWhatChanged() {
        for (int id = 1; id <= 5; id++) {
            parcels().send(id, "Seoul");
        }
        LocalDateTime watermark = importer.full().watermark();
        sourceSql.sql("UPDATE parcel SET updated_at = ?").param(LONG_AGO).update();
        parcels().send(2, "Busan");
        parcels().lose(3);

        assertThat(importer.since(watermark).rows()).isEqualTo(2);
        assertThat(importer.recent(Duration.ofMinutes(5)).rows()).isEqualTo(2);

        assertEqual();
    }

    @Test
    void anImportOfIdsBringsTheseOnly() {
        for (int id = 1; id <= 4; id++) {
            parcels().send(id, "Seoul");
        }
        importer.full();
        parcels().send(1, "Busan");
        parcels().send(2, "Busan");
        parcels().forget(3);

        ImportResult result = importer.ids(List.of("1", "3"));

        assertThat(result.rows()).isEqualTo(1);
        assertThat(result.removed()).isEqualTo(1);
        assertThat(viewed()).containsExactly("1 2 Busan 1.50", "2 1 Seoul 1.50", "4 1 Seoul 1.50");
    }

    @Test
    void anOlderRowNeverReplacesANewerOne() {
        view.write(List.of(row("1", 3, LONG_AGO, "Third")), false);

        view.write(List.of(row("1", 2, LONG_AGO, "Second")), true);
        view.write(List.of(row("1", 3, LONG_AGO, "Third, written again")), false);
        assertThat(viewed()).containsExactly("1 3 Third 2.00");

        view.write(List.of(row("1", 3, LONG_AGO, "Third, repaired")), true);
        assertThat(viewed()).containsExactly("1 3 Third, repaired 2.00");

        view.write(
                List.of(new SourceRow(
                        "1", 4, LONG_AGO, true, JsonMapper.shared().createObjectNode())),
                false);
        view.write(List.of(row("1", 3, LONG_AGO, "Zombie")), true);
        assertThat(viewed()).isEmpty();
        assertThat(view.version("1")).isEqualTo(4);
    }

    @Test
    void aWrongAddressIsNoTombstone() {
        Source wrong = new Source(URI.create(service.url() + "/elsewhere"), "parcels", Duration.ofSeconds(1));
        Source other = new Source(URI.create(service.url()), "letters", Duration.ofSeconds(1));

        assertThatThrownBy(() -> wrong.fetch("1"))
                .isInstanceOf(SourceDown.class)
                .hasMessageContaining("answers 404");
        assertThatThrownBy(() -> other.fetch("1"))
                .isInstanceOf(SourceDown.class)
                .hasMessageContaining("letters");
        assertThat(source(service.url()).fetch("1")).isEmpty();
    }

    @Test
    void anImportWaitsForASourceThatStumbles() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer stumbling = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stumbling.createContext("/", exchange -> {
            boolean well = asked.incrementAndGet() > 2;
            byte[] answer = ImportLines.write(List.of(row("1", 1, LONG_AGO, "Seoul")), List.of(), LONG_AGO, null)
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(well ? 200 : 503, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        stumbling.start();
        try {
            String url = "http://127.0.0.1:" + stumbling.getAddress().getPort();

            assertThat(importer(url).full().rows()).isEqualTo(1);
            assertThat(viewed()).containsExactly("1 1 Seoul 2.00");
            assertThat(asked).hasValue(3);
        } finally {
            stumbling.stop(0);
        }
    }

    @Test
    void saysThatTheSourceIsDown() {
        String nobody = "http://127.0.0.1:" + LoopbackPorts.free();

        assertThatThrownBy(() -> source(nobody).fetch("1"))
                .isInstanceOf(SourceDown.class)
                .hasMessageStartingWith(nobody + "/import/parcels/1 does not answer");
        assertThatThrownBy(() -> importer(nobody).full())
                .isInstanceOf(SourceDown.class)
                .hasMessageStartingWith(nobody + "/import/parcels does not answer");
    }

    @Test
    void refusesAnAnswerThatWasCutOff() {
        assertThatThrownBy(() -> ImportLines.read("here", "{\"id\":\"1\",\"gone\":true}\n"))
                .isInstanceOf(SourceDown.class)
                .hasMessage("here answered without a last line: something was cut off");
        assertThatThrownBy(() -> ImportLines.read("here", "{\"id\":\"1\",\"go")).isInstanceOf(SourceDown.class);
    }

    private static SourceRow row(String id, long version, LocalDateTime at, String city) {
        return new SourceRow(
                id,
                version,
                at,
                false,
                JsonMapper.shared().createObjectNode().put("city", city).put("weight", 2));
    }

    private static Importer importer(String url) {
        return new Importer(view, source(url), viewSql, transaction);
    }

    private static Source source(String url) {
        return new Source(URI.create(url), "parcels", Duration.ofSeconds(2));
    }

    private static List<JsonNode> lines(String query) {
        Answer answer = service.http().get("/import/parcels" + query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : answer.text().lines().toList()) {
            lines.add(JsonMapper.shared().readTree(line));
        }
        return lines;
    }

    private static Parcels parcels() {
        return service.bean(Parcels.class);
    }

    private static void assertEqual() {
        assertThat(viewed())
                .isEqualTo(sourceSql
                        .sql(
                                "SELECT CONCAT_WS(' ', id, version, city, weight) FROM parcel WHERE NOT deleted ORDER BY id + 0")
                        .query(String.class)
                        .list());
    }

    private static List<String> viewed() {
        return viewSql.sql(
                        "SELECT CONCAT_WS(' ', id, version, city, weight) FROM parcel_view WHERE NOT deleted ORDER BY id + 0")
                .query(String.class)
                .list();
    }
}
