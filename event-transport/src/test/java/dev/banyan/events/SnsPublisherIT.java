package dev.banyan.events;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.banyan.events.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnsPublisherIT {

    private static final String ORDERS = "arn:aws:sns:ap-northeast-2:000000000000:orders.fifo";
    private static final String ADS = "arn:aws:sns:ap-northeast-2:000000000000:ads.fifo";
    private static final WireMockServer SNS =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    private SnsPublisher publisher;

    @BeforeAll
    static void start() {
        SNS.start();
    }

    @AfterAll
    static void stop() {
        SNS.stop();
    }

    @BeforeEach
    void open() {
        SNS.resetAll();
        publisher = new SnsPublisher(
                new TransportSettings(URI.create(SNS.baseUrl()), "ap-northeast-2", true, Duration.ofSeconds(10)),
                new Topics(ORDERS, Map.of("AdEnded", ADS)));
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void publishesWithGroupDeduplicationIdAndType() {
        answers(accepted(0));

        publisher.publish(List.of(event("a", 1).republished("r1")));

        Map<String, String> form = forms().get(0);
        String entry = "PublishBatchRequestEntries.member.1.";
        assertThat(form)
                .containsEntry("Action", "PublishBatch")
                .containsEntry("TopicArn", ORDERS)
                .containsEntry(entry + "MessageGroupId", "a")
                .containsEntry(entry + "MessageDeduplicationId", "a-1:r1")
                .containsEntry(entry + "MessageAttributes.entry.1.Name", "type")
                .containsEntry(entry + "MessageAttributes.entry.1.Value.StringValue", "OrderCreated")
                .containsEntry(
                        entry + "Message", event("a", 1).republished("r1").toJson());
    }

    @Test
    void sendsEachTypeToItsTopic() {
        answers(accepted(0));

        publisher.publish(List.of(event("a", 1), event("b", 1, "AdEnded")));

        assertThat(forms()).extracting(form -> form.get("TopicArn")).containsExactly(ORDERS, ADS);
    }

    @Test
    void holdsBackWhatFollowsAnEntryThatFailed() {
        answers(accepted(1) + failed(0, "InternalError", false));

        assertThatThrownBy(() -> publisher.publish(List.of(event("a", 1), event("b", 1), event("a", 2))))
                .isInstanceOf(TransportDownException.class)
                .hasMessageContaining("InternalError, so it is");

        assertThat(forms()).hasSize(1);
    }

    @Test
    void namesTheEventThatIsAtFault() {
        answers(accepted(0) + failed(1, "InvalidParameter", true));

        assertThatThrownBy(() -> publisher.publish(List.of(event("a", 1), event("b", 1))))
                .isInstanceOfSatisfying(
                        EventRefusedException.class,
                        refused -> assertThat(refused.event()).isEqualTo(event("b", 1)));
    }

    @Test
    void calls503ThrottlingAndBrokenConnectionsDown() {
        SNS.stubFor(post(urlEqualTo("/")).willReturn(aResponse().withStatus(503)));
        assertThatThrownBy(() -> publisher.publish(List.of(event("a", 1)))).isInstanceOf(TransportDownException.class);

        SNS.stubFor(post(urlEqualTo("/"))
                .willReturn(aResponse()
                        .withStatus(400)
                        .withBody("<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code>"
                                + "<Message>Rate exceeded</Message></Error></ErrorResponse>")));
        assertThatThrownBy(() -> publisher.publish(List.of(event("a", 1))))
                .isInstanceOf(TransportDownException.class)
                .hasMessage("Topic " + ORDERS + " refuses: Throttling, Rate exceeded");

        SNS.stubFor(post(urlEqualTo("/")).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThatThrownBy(() -> publisher.publish(List.of(event("a", 1)))).isInstanceOf(TransportDownException.class);
    }

    @Test
    void refusesTopicsThatKeepNoOrder() {
        assertThatThrownBy(() -> new Topics("arn:aws:sns:ap-northeast-2:1:orders", Map.of()))
                .hasMessageContaining("must be the ARN of a FIFO topic");
    }

    private static void answers(String results) {
        List<String> parts = Arrays.asList(results.split("\\|"));
        String successful =
                parts.stream().filter(part -> part.contains("MessageId")).collect(Collectors.joining());
        String failed =
                parts.stream().filter(part -> part.contains("SenderFault")).collect(Collectors.joining());
        SNS.stubFor(post(urlEqualTo("/"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "text/xml")
                        .withBody("<PublishBatchResponse><PublishBatchResult><Successful>" + successful
                                + "</Successful><Failed>" + failed
                                + "</Failed></PublishBatchResult></PublishBatchResponse>")));
    }

    private static String accepted(int id) {
        return "<member><Id>" + id + "</Id><MessageId>m</MessageId><SequenceNumber>1</SequenceNumber></member>|";
    }

    private static String failed(int id, String code, boolean senderFault) {
        return "<member><Id>" + id + "</Id><Code>" + code + "</Code><Message>so it is</Message><SenderFault>"
                + senderFault + "</SenderFault></member>|";
    }

    private static List<Map<String, String>> forms() {
        return SNS.findAll(postRequestedFor(urlEqualTo("/"))).stream()
                .map(request -> Arrays.stream(request.getBodyAsString().split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1]))))
                .toList();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
