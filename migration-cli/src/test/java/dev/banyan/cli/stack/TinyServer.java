package dev.banyan.cli.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A process for stacks under test: answers what its environment says, or ends at once when told to. */
@SuppressWarnings("SystemOut")
public final class TinyServer {

    private TinyServer() {}

    public static void main(String[] args) throws IOException {
        if (args.length > 1 && "fail".equals(args[1])) {
            System.out.println("cannot go on: the moon is full");
            System.exit(3);
        }
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
        byte[] answer = String.valueOf(System.getenv("ANSWER")).getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        System.out.println("serving on " + args[0]);
    }
}
