package dev.banyan.playbooks.check;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.control.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * The gateway's own journal of what it was asked and what it answered: money that moved, whatever anybody's database
 * says.
 *
 * @param requests charges and refunds, whatever the answer
 * @param charged transaction ids of approved charges to their reference
 * @param chargesByReference how often each reference was charged
 * @param refundsByReference how often each reference was refunded
 */
record GatewayJournal(
        long requests,
        Map<String, String> charged,
        Map<String, Integer> chargesByReference,
        Map<String, Integer> refundsByReference) {

    /** @throws CommandFailure when the gateway does not show its journal */
    static GatewayJournal read(URI gateway) {
        GatewayJournal journal =
                new GatewayJournal(0, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/__admin/requests"))
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            HttpResponse<InputStream> response = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw Unreadable.source(
                        "The gateway at " + gateway + " does not show its journal: " + response.statusCode(), null);
            }
            try (JsonParser parser = Json.mapper().createParser(response.body())) {
                return journal.counted(journal.readAll(parser));
            }
        } catch (IOException | JacksonException e) {
            throw Unreadable.source("Can't read the gateway's journal at " + gateway + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading the gateway's journal", e);
        }
    }

    private GatewayJournal counted(long count) {
        return new GatewayJournal(count, charged, chargesByReference, refundsByReference);
    }

    /** One event at a time: a journal may be larger than this process. */
    private long readAll(JsonParser parser) {
        while (parser.nextToken() != null) {
            if (parser.currentToken() == JsonToken.START_ARRAY && "requests".equals(parser.currentName())) {
                long count = 0;
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    JsonNode event = parser.readValueAsTree();
                    count += add(event);
                }
                return count;
            }
        }
        throw Unreadable.source("The gateway's journal has no list of requests", null);
    }

    private int add(JsonNode event) {
        String url = event.path("request").path("url").asString("");
        if (!url.equals("/pg/charges") && !url.equals("/pg/refunds")) {
            return 0;
        }
        if (event.path("response").path("status").asInt() == 200) {
            JsonNode asked =
                    Json.mapper().readTree(event.path("request").path("body").asString("{}"));
            String reference = asked.path("reference").asString("");
            if (url.equals("/pg/refunds")) {
                refundsByReference.merge(reference, 1, Integer::sum);
            } else {
                JsonNode said = Json.mapper()
                        .readTree(event.path("response").path("body").asString("{}"));
                chargesByReference.merge(reference, 1, Integer::sum);
                charged.put(said.path("transactionId").asString(""), reference);
            }
        }
        return 1;
    }
}
