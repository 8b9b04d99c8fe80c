package dev.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.ProxyRegistration;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.store.Json;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.Streams;
import dev.banyan.control.stream.Work;
import dev.banyan.control.stream.WorkKind;
import dev.banyan.control.stream.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Commands about proxies, streams and quarantine. */
class OperationsIT extends CommandsOnServers {
    @Test
    void setsTheAddressesOfASide() {
        Typed started = start();
        assertThat(started.exit()).as(started.err()).isZero();

        Typed typed = Typed.json(directory, "traffic", "set", "--upstream", "payment=http://a:1,http://b:2");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(new Revisions(store).newest().document().upstreams().get("payment"))
                .containsExactly("http://a:1", "http://b:2");
        assertThat(typed.json().path("revision").intValue()).isEqualTo(2);
        assertThat(Typed.in(directory, "traffic", "set", "--upstream", "paiment=http://a:1")
                        .err())
                .contains("Did you mean 'payment'?");
    }

    @Test
    void showsEveryProxyWithWhatItRoutesBy() {
        start();
        Fleet fleet = new Fleet(store);
        fleet.register(
                new ProxyRegistration("p1", "i1", "http://127.0.0.1:1", "http://127.0.0.1:2", Duration.ofSeconds(10)));
        fleet.beat("p1", "i1", 1, Duration.ZERO, 0, null);
        fleet.register(
                new ProxyRegistration("p2", "i2", "http://127.0.0.1:3", "http://127.0.0.1:4", Duration.ofSeconds(10)));
        fleet.beat("p2", "i2", 0, Duration.ZERO, 0, "can't build it");

        JsonNode proxies = Typed.json(directory, "traffic", "status").json().path("proxies");

        assertThat(proxies.path("p1").path("state").stringValue()).isEqualTo("CURRENT");
        assertThat(proxies.path("p2").path("behind").intValue()).isEqualTo(1);
        assertThat(proxies.path("p2").path("refusal").stringValue()).isEqualTo("can't build it");
    }

    @Test
    void forgetsAProxyOnlyWithConsent() {
        Fleet fleet = new Fleet(store);
        fleet.register(
                new ProxyRegistration("p1", "i1", "http://127.0.0.1:1", "http://127.0.0.1:2", Duration.ofSeconds(10)));

        assertThat(Typed.in(directory, "traffic", "forget", "p1").exit()).isEqualTo(2);
        assertThat(Typed.in(directory, "traffic", "forget", "p2", "--yes").err())
                .contains("Did you mean 'p1'?");
        assertThat(Typed.in(directory, "traffic", "forget", "p1", "--yes", "--dry-run")
                        .exit())
                .isZero();
        assertThat(fleet.list()).hasSize(1);
        assertThat(Typed.in(directory, "traffic", "forget", "p1", "--yes").exit())
                .isZero();
        assertThat(fleet.list()).isEmpty();
    }

    @Test
    void verifyWithoutSyncSaysSoAndWithdrawsTheWork() {
        synced();

        Typed typed = Typed.in(directory, "verify", "payments");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err()).contains("No sync process took the work within 10 s", "banyan sync run");
        assertThat(new WorkQueue(store).claim("sync")).isEmpty();
    }

    @Test
    void verifyExitsWithOneWhenTheSidesDiffer() throws InterruptedException {
        synced();
        Thread sync = new Thread(() -> answerVerify(result(3)));
        sync.start();

        Typed typed = Typed.json(directory, "verify", "payments");
        sync.join();

        assertThat(typed.exit()).isEqualTo(1);
        assertThat(typed.json().path("rowsDifferent").intValue()).isEqualTo(3);
        assertThat(typed.err()).contains("3 rows different");
    }

    @Test
    void pausesStreamsThatAreThere() {
        start();
        assertThat(Typed.in(directory, "sync", "pause", "payments").exit()).isEqualTo(3);
        Streams streams = new Streams(store);
        streams.report(List.of(report()), "sync-1");

        Typed typed = Typed.json(directory, "sync", "pause", "payments", "--direction", "forward");

        assertThat(typed.exit()).isZero();
        assertThat(streams.find("payments", Direction.FORWARD).orElseThrow().paused())
                .isTrue();
        JsonNode line =
                Typed.json(directory, "sync", "status").json().path("streams").path("payments.forward");
        assertThat(line.path("paused").booleanValue()).isTrue();
        assertThat(line.path("lagMillis").intValue()).isEqualTo(120);
    }

    private void answerVerify(VerifyResult result) {
        WorkQueue queue = new WorkQueue(store);
        Work work =
                await().until(() -> queue.claim("sync"), Optional::isPresent).orElseThrow();
        assertThat(work.kind()).isEqualTo(WorkKind.VERIFY);
        queue.finish(work.id(), true, Json.write(result));
    }
}
