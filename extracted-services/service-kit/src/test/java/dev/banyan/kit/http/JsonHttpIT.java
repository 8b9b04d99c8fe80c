package dev.banyan.kit.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.banyan.mariadb.LoopbackPorts;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonHttpIT {

    private static final WireMockServer OTHER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    private final JsonHttp http = new JsonHttp(JsonMapper.shared(), Duration.ofMillis(500), Duration.ofMillis(700));

    @BeforeAll
    static void start() {
        OTHER.start();
    }

    @AfterAll
    static void stop() {
        OTHER.stop();
    }

    @BeforeEach
    void nothingWasAsked() {
        OTHER.resetAll();
    }

    @Test
    void tellsStatusAndBody() {
        answers(aResponse().withStatus(202).withBody("{\"ok\":true}"));

        JsonHttp.Answer answer = http.post(URI.create(OTHER.baseUrl() + "/x"), Map.of("X-Key", "k"), Map.of("a", 1));

        assertThat(answer.successful()).isTrue();
        assertThat(answer.body().get("ok").booleanValue()).isTrue();
        OTHER.verify(1, postRequestedFor(urlEqualTo("/x")).withHeader("X-Key", equalTo("k")));
    }

    @Test
    void boundsTheBodyToo() {
        answers(aResponse().withBody("x".repeat(1000)).withChunkedDribbleDelay(10, 20_000));

        assertThatThrownBy(this::call).isInstanceOf(NoAnswer.class).hasMessage("gave no answer within 700 ms");
    }

    @Test
    void getsWhatIsThere() {
        OTHER.stubFor(
                get(urlEqualTo("/y")).willReturn(aResponse().withStatus(404).withBody("{\"why\":\"none\"}")));

        JsonHttp.Answer answer = http.get(URI.create(OTHER.baseUrl() + "/y"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.successful()).isFalse();
        assertThat(answer.body().get("why").stringValue()).isEqualTo("none");
    }

    @Test
    void givesOneCallATimeOutOfItsOwn() {
        OTHER.stubFor(
                get(urlEqualTo("/slow")).willReturn(aResponse().withBody("[1]").withFixedDelay(1000)));
        URI slow = URI.create(OTHER.baseUrl() + "/slow");

        assertThatThrownBy(() -> http.get(slow)).hasMessage("gave no answer within 700 ms");
        assertThatThrownBy(() -> http.send(HttpRequest.newBuilder(slow), Duration.ofMillis(50)))
                .hasMessage("gave no answer within 50 ms");
        assertThat(http.send(HttpRequest.newBuilder(slow), Duration.ofSeconds(20))
                        .body()
                        .get(0)
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void neverSendsTwice() {
        answers(aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThatThrownBy(this::call).isInstanceOf(NoAnswer.class).hasMessage("broke the connection");

        OTHER.verify(1, postRequestedFor(urlEqualTo("/x")));
    }

    @Test
    void saysThatNobodyIsThere() {
        URI nobody = URI.create("http://127.0.0.1:" + LoopbackPorts.free() + "/x");

        assertThatThrownBy(() -> http.post(nobody, Map.of(), Map.of())).hasMessage("can't be reached");
    }

    private void call() {
        http.post(URI.create(OTHER.baseUrl() + "/x"), Map.of(), Map.of());
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        OTHER.stubFor(post(urlEqualTo("/x")).willReturn(answer));
    }
}
