package dev.banyan.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.junit.jupiter.api.Test;

class QueueServerTest {

    @Test
    void takesOnePortAndNothingElse() {
        assertThat(QueueServer.port("--port=9324")).hasValue(9324);
        assertThat(QueueServer.port()).isEmpty();
        assertThat(QueueServer.port("--port=")).isEmpty();
        assertThat(QueueServer.port("--port=9324", "--more")).isEmpty();
    }

    @Test
    void makesQueuesForWhoeverAsks() throws Exception {
        int port = freePort();
        SQSRestServer server = QueueServer.serve(port);
        try {
            HttpRequest create = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/?Action=CreateQueue&QueueName=orders.fifo"
                                    + "&Attribute.1.Name=FifoQueue&Attribute.1.Value=true"))
                    .build();
            HttpResponse<String> made = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(create, HttpResponse.BodyHandlers.ofString());

            assertThat(made.statusCode()).isEqualTo(200);
            assertThat(made.body()).contains("http://127.0.0.1:" + port, "orders.fifo");
        } finally {
            server.stopAndWait();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
