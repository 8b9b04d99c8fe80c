package dev.banyan.sync.apply;

import dev.banyan.sync.position.Position;
import dev.banyan.sync.position.Position.Pending;
import dev.banyan.sync.quarantine.Quarantine;
import dev.banyan.sync.quarantine.Quarantine.Entry;
import java.sql.Savepoint;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people ask of the quarantine, done by the applier between two batches. */
final class QuarantineWork {
    private final TargetSession session;
    private final Boundary boundary;
    private final Quarantine quarantine;
    private final Careful careful;
    private final Map<String, TargetTable> tables;

    QuarantineWork(
            TargetSession session,
            Boundary boundary,
            Quarantine quarantine,
            Careful careful,
            Map<String, TargetTable> tables) {
        this.session = session;
        this.boundary = boundary;
        this.quarantine = quarantine;
        this.careful = careful;
        this.tables = tables;
    }

    /** Tries entries again in queue order; those behind one that fails stay where they are. */
    String retry(@Nullable Long from) throws InterruptedException {
        List<Entry> queue = session.read(connection -> quarantine.queue(connection, from));
        if (queue == null) {
            throw new IllegalStateException("The quarantine can't be read now. Try again.");
        }
        int applied = 0;
        for (Entry entry : queue) {
            applied += retry(entry) ? 1 : 0;
        }
        return "{\"applied\":" + applied + ",\"left\":" + (queue.size() - applied) + "}";
    }

    private boolean retry(Entry entry) throws InterruptedException {
        TargetTable table = tables.get(entry.table());
        Position position = session.position();
        Pending pending = position.pending();
        if (table == null || (pending != null && Judge.open(table.mapping(), entry.change(), pending))) {
            return false;
        }
        int owners = boundary.split(position);
        boolean[] applied = new boolean[1];
        session.transact(position.plus(1, 0), connection -> {
            quarantine.load(connection);
            applied[0] = false;
            if (quarantine.behindAnother(connection, entry)) {
                return false;
            }
            Savepoint before = connection.setSavepoint();
            String trouble = careful.attempt(connection, entry.change(), owners);
            if (trouble == null) {
                quarantine.remove(connection, entry);
            } else {
                connection.rollback(before); // a conflict is on record from the first time
                quarantine.tried(connection, entry, trouble);
            }
            applied[0] = trouble == null;
            return true;
        });
        return applied[0];
    }

    /** Gives an entry up. */
    String drop(long id) throws InterruptedException {
        List<Entry> queue = session.read(connection -> quarantine.queue(connection, id));
        Entry entry = Objects.requireNonNullElse(queue, List.<Entry>of()).stream()
                .filter(candidate -> candidate.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Row " + id + " is not in quarantine. Look with: banyan sync quarantine list"));
        session.transact(session.position(), connection -> {
            quarantine.load(connection);
            quarantine.remove(connection, entry);
            return true;
        });
        return "{\"dropped\":1}";
    }
}
