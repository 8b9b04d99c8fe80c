package dev.banyan.cli.doctor;

import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.schema.OutboxShape;
import dev.banyan.control.schema.SchemaReader;
import dev.banyan.control.schema.SchemaShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an outbox needs: a table that holds events. Where they go is asked by the stream, which waits for it. */
final class OutboxChecks {
    private final PhaseDefinition outbox;
    private final List<Finding> list;

    OutboxChecks(PhaseDefinition outbox, List<Finding> list) {
        this.outbox = outbox;
        this.list = list;
    }

    /** @param service null when it can't be reached, which was found already */
    void run(@Nullable Server service) {
        if (service == null) {
            return;
        }
        Findings findings = Doctor.findings(outbox.service(), service.address(), list);
        Doctor.guarded(findings, () -> {
            SchemaShape schema =
                    SchemaReader.read(service.connection(), service.address().schema());
            List<String> problems = OutboxShape.problems(outbox.tables().get(0).from(), schema);
            Findings table = findings.of(outbox.name());
            problems.forEach(problem -> table.refuse("outbox", Doctor.withoutStop(problem), ""));
            if (problems.isEmpty()) {
                table.ok("outbox", "It holds events");
            }
            new TableChecks(outbox, Doctor.present(outbox, schema, TableMapping::from), findings).run();
        });
    }
}
