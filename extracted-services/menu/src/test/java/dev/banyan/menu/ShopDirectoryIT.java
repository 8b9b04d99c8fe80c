package dev.banyan.menu;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.banyan.kit.testing.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShopDirectoryIT {

    private static final WireMockServer SHOPS =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    private static MenuUnderTest service;

    @BeforeAll
    static void start() {
        SHOPS.start();
        service = MenuUnderTest.start("--shops.url=" + SHOPS.baseUrl(), "--shops.answer-timeout=2s");
    }

    @AfterAll
    static void stop() {
        service.close();
        SHOPS.stop();
    }

    @BeforeEach
    void forget() {
        SHOPS.resetAll();
    }

    @Test
    void takesTheFirstMenuOfAShopThatTheShopListHas() {
        SHOPS.stubFor(get("/api/shops/1").willReturn(okJson("{\"id\":1}")));

        assertThat(service.menus(1).text()).isEqualTo("[]");
        assertThat(service.add(1, "k", "첫 메뉴", 5000).status()).isEqualTo(201);
        assertThat(service.menus(1).json().size()).isEqualTo(1);
    }

    @Test
    void refusesMenusOfAShopThatNobodyKnows() {
        SHOPS.stubFor(get("/api/shops/2").willReturn(aResponse().withStatus(404)));

        Answer added = service.add(2, "k", "첫 메뉴", 5000);

        assertThat(added.status()).isEqualTo(404);
        assertThat(added.json().get("detail").stringValue()).isEqualTo("There is no shop 2");
        assertThat(service.menus(2).status()).isEqualTo(404);
    }

    @Test
    void asksNobodyAboutAShopThatHasMenus() {
        service.menu(3, "김밥", 3000);

        assertThat(service.add(3, "k", "라면", 4000).status()).isEqualTo(201);
        assertThat(service.menus(3).json().size()).isEqualTo(2);
        SHOPS.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void asksToTryAgainWhileTheShopListGivesNoAnswer() {
        SHOPS.stubFor(get("/api/shops/4").willReturn(aResponse().withStatus(500)));
        SHOPS.stubFor(get("/api/shops/5").willReturn(okJson("{}").withFixedDelay(5000)));

        assertAskedAgain(service.menus(4));
        assertAskedAgain(service.add(5, "k", "첫 메뉴", 5000));
    }

    private static void assertAskedAgain(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:menu:shop-list-unavailable");
    }
}
