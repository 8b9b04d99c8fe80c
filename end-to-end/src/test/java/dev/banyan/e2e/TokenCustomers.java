package dev.banyan.e2e;

import static org.awaitility.Awaitility.await;

import dev.banyan.e2e.Ledger.Told;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Customers who order through the proxies, look at each order that they were told was taken, and pay. They ask once only. */
final class TokenCustomers implements AutoCloseable {
    static final String ORDERS = "order-";
    static final String PAYMENTS = "pay-";
    private static final int CUSTOMERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** What a proxy says when nobody can tell yet who owns a write, or when the upstream did not answer it. */
    private static final Set<Integer> TURNED_AWAY = Set.of(502, 503, 504);

    private final Ledger ledger;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(CUSTOMERS);
    private final AtomicInteger numbers = new AtomicInteger();

    private TokenCustomers(Ledger ledger) {
        this.ledger = ledger;
    }

    static TokenCustomers start(List<URI> proxies, Ledger ledger) {
        TokenCustomers customers = new TokenCustomers(ledger);
        for (int i = 0; i < CUSTOMERS; i++) {
            URI proxy = proxies.get(i % proxies.size());
            var unused = customers.threads.scheduleWithFixedDelay(
                    () -> customers.visit(proxy), 0, 200, TimeUnit.MILLISECONDS);
        }
        return customers;
    }

    private void visit(URI proxy) {
        try {
            int number = numbers.incrementAndGet();
            String order = ORDERS + number;
            if (write(proxy.resolve("/api/orders"), order)) {
                look(proxy.resolve("/api/orders/" + order), order);
            }
            write(proxy.resolve("/api/payments"), PAYMENTS + number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            ledger.complain("a customer: " + e);
        }
    }

    private boolean write(URI uri, String token) throws InterruptedException {
        ledger.told(token, Told.UNKNOWN);
        try {
            HttpResponse<Void> answer =
                    http.send(request(uri, token).POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding());
            if (answer.statusCode() == 201) {
                ledger.told(token, Told.KEPT);
                return true;
            }
            if (answer.statusCode() == 409) {
                ledger.told(token, Told.REFUSED);
            } else if (!TURNED_AWAY.contains(answer.statusCode())) {
                ledger.complain(token + " was answered " + answer.statusCode());
            }
        } catch (IOException e) {
            // a frozen proxy: nobody knows
        }
        return false;
    }

    /** Whoever was told that an order is taken finds it from then on. */
    private void look(URI uri, String token) throws InterruptedException {
        try {
            HttpResponse<Void> answer = http.send(request(uri, token).GET().build(), BodyHandlers.discarding());
            if (answer.statusCode() != 200 && !TURNED_AWAY.contains(answer.statusCode())) {
                ledger.complain(token + " was not found: " + answer.statusCode());
            }
        } catch (IOException e) {
            // a frozen proxy
        }
    }

    private static HttpRequest.Builder request(URI uri, String token) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).header(TinyApplication.TOKEN, token);
    }

    /** Returns when the last request has been answered, or given up. */
    @Override
    public void close() {
        threads.shutdown();
        await().atMost(Duration.ofSeconds(30)).until(threads::isTerminated);
    }
}
