package dev.banyan.playbooks.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.playbooks.check.Finding.Breach;
import dev.banyan.playbooks.load.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each check finds what is planted for it, and nothing where nothing is wrong. */
final class CityChecksIT {
    @TempDir
    private static Path folder;

    private static CityScene scene;

    @BeforeAll
    static void start() throws Exception {
        scene = new CityScene(folder);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @BeforeEach
    void reset() throws Exception {
        scene.reset();
    }

    @Test
    void findsNothingWhereEveryPromiseHolds() {
        List<Check> checks = List.of(
                scene.reviews(),
                scene.relay(false),
                scene.relay(true),
                scene.menus(),
                scene.shops(),
                scene.settlement(),
                scene.search(),
                scene.orders());
        assertThat(checks).allSatisfy(check -> assertThat(scene.find(check)).isEmpty());
    }

    @Test
    void reportsAReviewThatIsGoneOrOther() throws Exception {
        scene.sql("ruby", "UPDATE reviews SET star = 1");
        expect(scene.reviews(), Breach.LOST, "review 41", "star was 5, is 1");
        scene.sql("ruby", "DELETE FROM reviews");
        expect(scene.reviews(), Breach.LOST, "review 41 in the database of the monolith", "is not there");
    }

    @Test
    void reportsAReviewThatItsServiceLost() throws Exception {
        scene.sql("review", "DELETE FROM review");
        expect(scene.reviews(), Breach.LOST, "review 41 in the database of the reviews service", "is not there");
    }

    @Test
    void reportsTwoReviewsOfOneOrder() throws Exception {
        scene.sql("ruby", "INSERT INTO reviews (rev_no, mem_no, ord_no, star, idem_key) VALUES (43, 7, 11, 5, 'k5')");
        expect(scene.reviews(), Breach.DOUBLED, "reviews 41 and 43", "order 11");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reportsAnOrderThatItsShopNeverHeardOf(boolean service) throws Exception {
        scene.told(Kind.ORDER, "/api/orders", 201, "{\"id\":13,\"shopId\":3,\"status\":\"CREATED\"}");
        expect(scene.relay(service), Breach.LOST, "relay of order 13", "never heard");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reportsAnAcceptanceThatDidNotStick(boolean service) throws Exception {
        scene.sql("ruby", "UPDATE order_relays SET rel_stat = 'S'");
        scene.sql("order_relay", "UPDATE order_relay SET status = 'SENT'");
        expect(scene.relay(service), Breach.LOST, "acceptance of order 11", "accepted was true, is false");
    }

    @Test
    void reportsASecondDeviceThatWasToldThatItAccepted() throws Exception {
        scene.accepted(32);
        assertThat(scene.find(scene.relay(false))).anySatisfy(finding -> {
            assertThat(finding.breach()).isEqualTo(Breach.DOUBLED);
            assertThat(finding.why()).contains("device 31");
        });
    }

    @Test
    void reportsAnOrderThatWasRelayedToTwoShops() throws Exception {
        scene.sql("ruby", "INSERT INTO order_relays (ord_no, shop_no, dev_no, rel_stat) VALUES (11, 4, 31, 'A')");
        expect(scene.relay(false), Breach.DOUBLED, "relay of order 11", "twice");
    }

    @Test
    void reportsARenameThatIsLostOnEitherSide() throws Exception {
        scene.sql("ruby", "UPDATE menus SET menu_nm = '통닭'");
        expect(scene.menus(), Breach.LOST, "menu 5 in the database of the monolith", "name was 통닭 v2, is 통닭");
        scene.reset();
        scene.sql("menu", "UPDATE menu SET price = 8000");
        expect(scene.menus(), Breach.LOST, "menu 5 in the database of the menu service", "price was 9000, is 8000");
    }

    @Test
    void reportsAFormerNameThatIsOther() throws Exception {
        scene.sql("menu", "UPDATE menu SET former_name = NULL");
        expect(scene.menus(), Breach.DIFFERENT, "menu 5", "former name was 통닭, is null");
    }

    @Test
    void saysNothingOfAMenuWhoseLastChangeNobodyAnswered() throws Exception {
        scene.told(Kind.MENU_CHANGE, "/api/shops/3/menus/5", 0, "");
        scene.sql("ruby", "UPDATE menus SET menu_nm = '통닭 v3'");
        assertThat(scene.find(scene.menus())).isEmpty();
    }

    @Test
    void reportsAShopThatIsOpenAgain() throws Exception {
        scene.sql("shop_list", "UPDATE shop SET opening = 'OPEN' WHERE id = 4");
        expect(
                scene.shops(),
                Breach.LOST,
                "shop 4 in the database of the shop-list service",
                "open was false, is true");
    }

    @Test
    void reportsASaleThatTheLedgerMissesOrHasTwice() throws Exception {
        scene.sql("settlement", "DELETE FROM ledger_line WHERE kind = 'SALE'");
        expect(scene.settlement(), Breach.LOST, "the ledger", "says -2000 won; delivered less refunded is 7000");
        scene.reset();
        scene.entry("SALE", "11 again", 9000);
        expect(scene.settlement(), Breach.DOUBLED, "the ledger", "says 16000 won");
    }

    @Test
    void reportsAnEntryThatDoesNotBalanceAndAServiceThatDisagrees() throws Exception {
        scene.sql(
                "settlement",
                "UPDATE ledger_line SET amount = 1999 WHERE kind = 'REFUND' AND account = 'SHOP_PAYABLE'");
        expect(scene.settlement(), Breach.DIFFERENT, "REFUND 23", "-1");
        scene.reset();
        scene.settlementSays(false);
        expect(scene.settlement(), Breach.DIFFERENT, "own check", "false");
    }

    /** What is left in the monolith is nobody's business any more. */
    @Test
    void asksTheServicesOnceTheMonolithFollowsNobody() throws Exception {
        scene.sql(
                "ruby",
                "DELETE FROM reviews",
                "DELETE FROM payments",
                "DELETE FROM orders",
                "DELETE FROM menus",
                "UPDATE shops SET open_yn = 'N'");
        assertThat(scene.find(scene.settlementOfServices())).isEmpty();
        assertThat(scene.find(scene.searchOfServices())).isEmpty();

        scene.sql("payment", "UPDATE payment SET status = 'CANCELLED' WHERE id = 21");
        expect(
                scene.settlementOfServices(),
                Breach.DOUBLED,
                "the ledger",
                "says 7000 won; delivered less refunded is -2000");
        scene.finds("새집", "");
        scene.sql("shop_list", "UPDATE shop SET name = '새집' WHERE id = 4");
        expect(scene.searchOfServices(), Breach.DIFFERENT, "shop 4", "is 새집|0, and 피자집|0 in search");
        scene.reset();
        scene.sql("menu", "UPDATE menu SET availability = 'SOLD_OUT' WHERE id = 5");
        expect(scene.searchOfServices(), Breach.DIFFERENT, "menu 5", "is 통닭 v2|0, and 통닭 v2|1 in search");
    }

    @Test
    void reportsAShopThatIsNotFound() {
        scene.finds("통닭 v2", "");
        expect(scene.search(), Breach.LOST, "shop 3", "is not found by '통닭 v2'");
    }

    @Test
    void reportsAClosedShopThatIsFoundAndOneThatIsFoundByAnOldName() {
        scene.finds("피자집", "{\"id\":4,\"name\":\"피자집\"}");
        expect(scene.search(), Breach.DIFFERENT, "shop 4", "is closed");
        scene.finds("피자집", "");
        scene.finds("통닭집", "{\"id\":3,\"name\":\"옛통닭집\"}");
        expect(scene.search(), Breach.DIFFERENT, "shop 3", "is called '옛통닭집' in the index");
    }

    @Test
    void reportsAShopThatIsFoundTwice() {
        scene.finds("통닭집", "{\"id\":3,\"name\":\"통닭집\"},{\"id\":3,\"name\":\"통닭집\"}");
        expect(scene.search(), Breach.DOUBLED, "shop 3", "twice");
    }

    @Test
    void reportsRowsThatTheSearchServiceWasNotToldOrHasAlone() throws Exception {
        scene.sql("search", "DELETE FROM menu");
        expect(scene.search(), Breach.LOST, "menu 5", "never told");
        scene.reset();
        scene.sql("search", "INSERT INTO menu VALUES (9, '유령', TRUE)");
        expect(scene.search(), Breach.DIFFERENT, "menu 9", "alone");
    }

    /** What the feed told before it ended is nobody's business any more. */
    @Test
    void holdsTheViewsAgainstTheMonolithOnceTheIndexIsMadeOfThem() throws Exception {
        scene.sql(
                "search",
                "UPDATE index_state SET live_of = 'VIEWS'",
                "DELETE FROM menu",
                "INSERT INTO shop_view VALUES ('3', '통닭집', 'OPEN', FALSE), ('4', '피자집', 'CLOSED', FALSE), ('6', NULL, NULL, TRUE)",
                "INSERT INTO menu_view VALUES ('5', '통닭 v2', 'ON_SALE', FALSE)");
        assertThat(scene.find(scene.search())).isEmpty();

        scene.sql("search", "UPDATE shop_view SET opening = 'OPEN' WHERE id = '4'");
        expect(scene.search(), Breach.DIFFERENT, "shop 4", "is 피자집|0, and 피자집|1 in search");
    }

    @Test
    void reportsAnOrderThatMovedAndDidNotTell() throws Exception {
        scene.sql("orders", "DELETE FROM outbox WHERE type = 'OrderDelivered'");
        expect(scene.orders(), Breach.LOST, "events of order 11", "at version 3, and 2 events were told");
        scene.reset();
        scene.sql("orders", "DELETE FROM outbox WHERE type = 'OrderCreated'");
        expect(scene.orders(), Breach.LOST, "events of order 11", "at version 3, and 2 events were told");
        scene.reset();
        scene.sql("orders", "UPDATE customer_order SET version = 2 WHERE id = 9");
        expect(scene.orders(), Breach.LOST, "events of order 9", "at version 2, and 0 events were told");
    }

    @Test
    void reportsAnEventOfNoOrderAndAnOrderWhosePaymentNobodyAskedFor() throws Exception {
        scene.event(99, 1, "OrderCreated");
        expect(scene.orders(), Breach.DIFFERENT, "OrderCreated", "order 99, which is not there");
        scene.reset();
        scene.sql("orders", "UPDATE outbox SET type = 'OrderRelayed' WHERE type = 'OrderPaymentRequested'");
        expect(scene.orders(), Breach.LOST, "order 11", "nobody was asked to have it paid");
    }

    @Test
    void reportsMoneyThatIsMissingOrKept() throws Exception {
        scene.sql("ruby", "UPDATE payments SET pay_stat = 'C' WHERE pay_no = 21");
        expect(scene.orders(), Breach.LOST, "money of order 11", "9000 won are due and 0 are kept");
        scene.reset();
        scene.sql("orders", "UPDATE customer_order SET status = 'CANCELLED'");
        expect(scene.orders(), Breach.DOUBLED, "money of order 11", "0 won are due and 9000 are kept");
    }

    private static void expect(Check check, Breach breach, String what, String why) {
        assertThat(scene.find(check)).singleElement().satisfies(finding -> {
            assertThat(finding.breach()).isEqualTo(breach);
            assertThat(finding.what()).contains(what);
            assertThat(finding.why()).contains(why);
        });
    }
}
