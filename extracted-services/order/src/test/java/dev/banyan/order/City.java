package dev.banyan.order;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/** Everybody whom the order service asks: shops, menus, members, and who refunds payments. */
final class City implements AutoCloseable {

    /** Open; sells menu 11 for 9,000, once called 통닭, and menu 12, which is sold out. */
    static final long SHOP = 1;

    /** Closed. */
    static final long CLOSED_SHOP = 2;

    final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().containerThreads(60));

    City() {
        server.start();
        open();
    }

    void open() {
        server.resetMappings();
        server.stubFor(get(urlPathMatching("/api/.*"))
                .atPriority(9)
                .willReturn(aResponse().withStatus(404)));
        shop(SHOP, true);
        shop(CLOSED_SHOP, false);
        server.stubFor(get(urlEqualTo("/api/shops/1/menus")).willReturn(okJson("""
                [{"id":11,"shopId":1,"name":"후라이드","price":9000,"onSale":true,"previousName":"통닭","options":[]},
                 {"id":12,"shopId":1,"name":"양념","price":9500,"onSale":false,"previousName":null,"options":[]}]""")));
        server.stubFor(get(urlPathMatching("/api/members/[0-9]{1,3}")).willReturn(okJson("{\"id\":1}")));
        refundsAnswer(okJson("{\"status\":\"CANCELLED\"}"));
    }

    private void shop(long id, boolean open) {
        server.stubFor(get(urlEqualTo("/api/shops/" + id))
                .willReturn(okJson("{\"id\":%d,\"name\":\"a\",\"open\":%s,\"ownerId\":7}".formatted(id, open))));
    }

    void catalogueIsDown() {
        server.stubFor(get(urlPathMatching("/api/.*"))
                .atPriority(1)
                .willReturn(aResponse().withStatus(503)));
    }

    void refundsAnswer(ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlPathMatching("/api/payments/[0-9]+/refund"))
                .atPriority(2)
                .willReturn(answer));
    }

    /** How often a refund was asked for with the order's own key. */
    int refundsAsked(long order) {
        return server.countRequestsMatching(postRequestedFor(urlPathMatching("/api/payments/[0-9]+/refund"))
                        .withHeader("Idempotency-Key", equalTo("ord-" + order + "-refund"))
                        .build())
                .getCount();
    }

    String url() {
        return server.baseUrl();
    }

    @Override
    public void close() {
        server.stop();
    }
}
