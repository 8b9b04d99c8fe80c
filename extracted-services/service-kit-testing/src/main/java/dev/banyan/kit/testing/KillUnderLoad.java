package dev.banyan.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * {@code kill -9} of a service while customers' requests come in, and its restart. What customers may see of it: no
 * connection from the kill until the service is ready again; before and after that, answers.
 */
public final class KillUnderLoad {

    private static final int CUSTOMERS = 4;
    private static final int ANSWERS_EACH = 10;

    private KillUnderLoad() {}

    /** Sends what a customer asks for; the same whenever it is the same that is asked for. */
    @FunctionalInterface
    public interface Request {
        CompletableFuture<Answer> send(Client http, Asked asked);
    }

    /**
     * What four customers were told in the end.
     *
     * @param answered 2xx
     * @param postponed answered otherwise, with Retry-After, and not asked for again
     */
    public record Told(Map<Asked, Answer> answered, Map<Asked, Answer> postponed) {

        public Told {
            answered = Map.copyOf(answered);
            postponed = Map.copyOf(postponed);
        }

        /** What that customer asked for last, and got. */
        public Asked lastOf(int customer) {
            return answered.keySet().stream()
                    .filter(asked -> asked.customer() == customer)
                    .max(Comparator.comparingInt(Asked::number))
                    .orElseThrow();
        }
    }

    /**
     * Each customer has answers before the kill and after the restart, tries without an answer lie between the kill and
     * readiness, and no answer was anything but 2xx or asked to come again.
     */
    public static Told run(KillableService service, Request request) {
        try (Customers customers = new Customers(service.http(), CUSTOMERS, request)) {
            customers.awaitAnswers(ANSWERS_EACH);
            assertThat(customers.unanswered).isEmpty();
            long killed = System.nanoTime();
            service.kill();
            customers.awaitUnanswered(CUSTOMERS);
            service.restart();
            long ready = System.nanoTime();
            customers.awaitAnswers(ANSWERS_EACH);
            customers.stop();

            assertThat(customers.unanswered).allSatisfy(one -> {
                assertThat(one.why()).isInstanceOf(IOException.class);
                assertThat(one.to()).as("a broken request ends after the kill").isGreaterThanOrEqualTo(killed);
                assertThat(one.from()).as("and begins before readiness").isLessThanOrEqualTo(ready);
            });
            return new Told(customers.answered, customers.postponed);
        }
    }
}
