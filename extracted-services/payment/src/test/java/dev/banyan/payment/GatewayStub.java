package dev.banyan.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;

/** Scripts of what the gateway does, and its journal: the independent witness of what it was asked. */
final class GatewayStub {

    private GatewayStub() {}

    static void behavesWell(WireMockServer gateway) {
        gateway.resetAll();
        gateway.stubFor(charges(approved()));
        gateway.stubFor(refunds(aResponse().withBody("{\"result\":\"REFUNDED\"}")));
    }

    static ResponseDefinitionBuilder approved() {
        return aResponse()
                .withHeader("Content-Type", "application/json")
                .withTransformers("response-template")
                .withBody("{\"transactionId\":\"{{randomValue type='UUID'}}\",\"result\":\"APPROVED\"}");
    }

    /** As a gateway that knows its references: the same transaction for the same one. */
    static ResponseDefinitionBuilder approvedByReference() {
        return aResponse()
                .withHeader("Content-Type", "application/json")
                .withTransformers("response-template")
                .withBody("{\"transactionId\":\"of {{jsonPath request.body '$.reference'}}\",\"result\":\"APPROVED\"}");
    }

    static ResponseDefinitionBuilder declined() {
        return aResponse().withStatus(402).withBody("{\"result\":\"DECLINED\",\"reason\":\"limit\"}");
    }

    static ResponseDefinitionBuilder broken() {
        return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
    }

    static MappingBuilder charges(ResponseDefinitionBuilder answer) {
        return post(urlEqualTo("/pg/charges")).willReturn(answer);
    }

    static MappingBuilder refunds(ResponseDefinitionBuilder answer) {
        return post(urlEqualTo("/pg/refunds")).willReturn(answer);
    }

    static int chargesOf(WireMockServer gateway, String reference) {
        return count(gateway, "/pg/charges", reference);
    }

    static int refundsOf(WireMockServer gateway, long id) {
        return count(gateway, "/pg/refunds", "refund-" + id);
    }

    private static int count(WireMockServer gateway, String path, String reference) {
        return gateway.findAll(postRequestedFor(urlEqualTo(path))
                        .withRequestBody(equalToJson("{\"reference\":\"" + reference + "\"}", true, true)))
                .size();
    }
}
