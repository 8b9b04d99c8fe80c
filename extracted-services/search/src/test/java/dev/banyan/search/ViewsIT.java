package dev.banyan.search;

import static dev.banyan.search.Feeding.insert;
import static dev.banyan.search.Feeding.shop;
import static dev.banyan.search.Feeding.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.events.Event;
import dev.banyan.kit.testing.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Views beside the feed: what each has told, which of the two customers see, and how a view that is wrong is mended. */
class ViewsIT {

    private static City city;
    private static Searching search;
    private static Feeding feed;

    @BeforeAll
    static void start() {
        city = new City();
        search = Searching.start(city.settings());
        feed = Feeding.begin(search.http());
        city.shop(1, "첫집");
        city.menu(11, 1, "잡채");
        city.ad(21, 1, 500, true, "야식");
        feed.follow(insert("shop", shop(1, "첫집")));

        Answer early = search.http().post("/admin/reindex?from=views", "");
        assertThat(early.status()).as("a view was never filled").isEqualTo(409);
        assertThat(early.text()).contains("View 'shops' is empty");

        City.importAll(search.http());
        reindex("views");
    }

    @AfterAll
    static void stop() {
        search.close();
        city.close();
    }

    private static void reindex(String from) {
        Answer done = search.http().post("/admin/reindex?from=" + from, "");
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    @Test
    void findsWhatEventsTell() {
        city.tell(city.shop(2, "둘째집"), city.menu(12, 2, "막국수"), city.ad(22, 2, 900, true, "회식"));
        city.awaitHeard();
        search.settle();

        assertThat(search.shops("막국수")).containsExactly(2L);
        assertThat(search.ads("회식")).containsExactly(22L);
        assertThat(search.ads("회식집")).containsExactly(22L);
        assertThat(search.search("둘째집").json().at("/shops/0/lat").decimalValue())
                .isEqualByComparingTo("37.5");

        city.tell(city.ad(22, 2, 900, false, "회식"));
        Event gone = city.menu(12, 2, "막국수");
        city.sql.sql("DELETE FROM menu WHERE id = 12").update();
        city.tell(gone);
        city.awaitHeard();
        search.settle();

        assertThat(search.shops("막국수")).isEmpty();
        assertThat(search.ads("회식")).isEmpty();
    }

    @Test
    void showsNothingOldWhenEventsComeInAnyOrder() {
        city.tell(city.shop(3, "셋째집"), city.shop(4, "넷째집"));
        Event first = city.menu(13, 3, "식혜");
        Event second = city.menu(13, 4, "수정과");
        city.tell(second);
        city.awaitHeard();

        city.tell(first, first.republished("again"));
        city.awaitHeard();
        search.settle();

        assertThat(search.shops("수정과")).containsExactly(4L);
        assertThat(search.shops("식혜")).isEmpty();
        Event third = city.menu(13, 3, "식혜");
        city.tell(third);
        city.awaitHeard();
        search.settle();
        assertThat(search.shops("식혜")).containsExactly(3L);
        assertThat(search.shops("수정과")).as("the shop that it left").isEmpty();
    }

    @Test
    void fillsAWipedViewAgainAndSweepsWhatTheSourceDoesNotHave() {
        city.tell(city.shop(5, "다섯째집"), city.menu(15, 5, "떡만두국"));
        city.awaitHeard();
        search.database.sql().sql("DELETE FROM menu_view").update();
        search.database
                .sql()
                .sql("INSERT INTO menu_view VALUES ('999', 7, '2018-01-01', FALSE, 5, '유령찌개', 'ON_SALE')")
                .update();
        search.database
                .sql()
                .sql("UPDATE shop_view SET name = '틀린 이름' WHERE id = '5'")
                .update();

        City.importAll(search.http());
        search.settle();

        for (String view : List.of("shops", "menus", "ads")) {
            City.Rows rows = city.rows(search.http(), view);
            assertThat(rows.view()).as(view).isEqualTo(rows.source());
        }
        assertThat(search.shops("떡만두국")).containsExactly(5L);
        assertThat(search.shops("유령찌개")).isEmpty();
        assertThat(search.shops("다섯째집")).containsExactly(5L);
    }

    @Test
    void feedAndViewsDoNotFight() {
        feed.follow(insert("shop", shop(6, "먹인 이름")));
        city.tell(city.shop(6, "들은 이름"));
        city.awaitHeard();
        feed.follow(update("shop", shop(6, "먹인 이름 둘")));
        search.settle();
        assertThat(search.shops("들은")).as("the index is of views").containsExactly(6L);
        assertThat(search.shops("먹인")).isEmpty();

        reindex("feed");
        city.tell(city.shop(6, "들은 이름 둘"));
        city.awaitHeard();
        search.settle();
        assertThat(search.shops("먹인")).as("the index is of the feed").containsExactly(6L);
        assertThat(search.shops("들은")).isEmpty();

        reindex("views");
        assertThat(search.shops("들은")).containsExactly(6L);
        assertThat(search.shops("먹인")).isEmpty();
        assertThat(search.http().post("/admin/reindex", "").json().get("of").stringValue())
                .isEqualTo("VIEWS");
        assertThat(search.http().post("/admin/reindex?from=ruby", "").status()).isEqualTo(400);
    }
}
