package dev.banyan.ruby;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;

/** All shops' devices behind one address, taking every order until told otherwise. */
final class ShopDevices implements AutoCloseable {

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());

    ShopDevices() {
        server.start();
        takeEverything();
    }

    String url() {
        return server.baseUrl();
    }

    /** Back to devices that take orders; forgets what they got. */
    void takeEverything() {
        server.resetAll();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204)));
    }

    void fail(long device) {
        server.stubFor(post(path(device)).willReturn(aResponse().withStatus(500)));
    }

    void sleep(long device) {
        server.stubFor(post(path(device)).willReturn(aResponse().withFixedDelay(5_000)));
    }

    void failAll() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
    }

    List<LoggedRequest> got(long device) {
        return server.findAll(postRequestedFor(urlEqualTo(path(device))));
    }

    /** How often any device got an order. */
    long timesSent(long order) {
        return server.findAll(postRequestedFor(urlMatching("/devices/.*"))).stream()
                .filter(request -> request.getBodyAsString().contains("\"orderId\":" + order + ","))
                .count();
    }

    private static String path(long device) {
        return "/devices/" + device + "/orders";
    }

    @Override
    public void close() {
        server.stop();
    }
}
