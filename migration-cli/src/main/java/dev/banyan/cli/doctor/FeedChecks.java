package dev.banyan.cli.doctor;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.schema.FeedPlan;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaReader;
import dev.banyan.control.schema.SchemaShape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a feed needs: tables of the monolith that fit, and a service that answers. The service's database is its own. */
final class FeedChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final PhaseDefinition feed;
    private final Migration migration;
    private final List<Finding> list;

    FeedChecks(PhaseDefinition feed, Migration migration, List<Finding> list) {
        this.feed = feed;
        this.migration = migration;
        this.list = list;
    }

    /** @param monolith null when it can't be reached, which was found already */
    void run(@Nullable Server monolith) {
        if (monolith != null && !feed.routesOnly()) {
            Findings atMonolith = Doctor.findings(Doctor.MONOLITH, monolith.address(), list);
            Doctor.guarded(atMonolith, () -> {
                SchemaShape schema = SchemaReader.read(
                        monolith.connection(), monolith.address().schema());
                PhasePlan.Resolution resolution = FeedPlan.resolve(feed, schema);
                Findings mapping = atMonolith.of(feed.name());
                resolution.problems().forEach(problem -> mapping.refuse("mapping", Doctor.withoutStop(problem), ""));
                if (resolution.problems().isEmpty()) {
                    mapping.ok("mapping", feed.tables().size() + " tables fit");
                }
                new TableChecks(feed, Doctor.present(feed, schema, TableMapping::from), atMonolith).run();
            });
        }
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        for (String address : migration.serviceOf(feed).http()) {
            service(http, address);
        }
    }

    /** Any answer will do: asking for the feed itself would take it from the stream that runs. */
    private void service(HttpClient http, String address) {
        Findings findings = new Findings(feed.service(), address, list).of(feed.name());
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/"))
                .timeout(PATIENCE)
                .GET()
                .build();
        try {
            http.send(request, HttpResponse.BodyHandlers.discarding());
            findings.ok("reachable", "The service answers");
        } catch (IOException e) {
            String why = Reach.root(e);
            findings.refuse(
                    "reachable",
                    "The service does not answer within 3 s" + (why.isEmpty() || why.equals("null") ? "" : ": " + why),
                    "Start it, or check 'services." + feed.service() + ".http' in migration.yaml.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.refuse("reachable", "The examination was interrupted", "Run doctor again.");
        }
    }
}
