package dev.banyan.control.routing;

import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.Json;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The chain of revisions in the control store. */
public final class Revisions {
    private static final String COLUMNS =
            "number, parent, hash, document, author, reason, shift_id, stored_at FROM revision";

    private final ControlStore store;

    public Revisions(ControlStore store) {
        this.store = store;
    }

    /** The newest revision; {@link Revision#NONE} when none was ever stored. */
    public Revision newest() {
        return store.read(Revisions::newest);
    }

    /** The newest revision, read inside a transaction of the caller's. */
    public static Revision newest(Handle handle) {
        return one(handle, "SELECT " + COLUMNS + " ORDER BY number DESC LIMIT 1", 0)
                .orElse(Revision.NONE);
    }

    public Optional<Revision> find(long number) {
        return store.read(handle -> one(handle, "SELECT " + COLUMNS + " WHERE number = ?", number));
    }

    /**
     * Applies a change that moves no owner to the newest document, rebasing it as long as others store revisions first.
     *
     * @throws IllegalStateException when the change would move an owner
     */
    public Revision change(String author, String reason, UnaryOperator<RoutingDocument> change) {
        for (int attempt = 0; ; attempt++) {
            try {
                return store.transaction(handle -> {
                    Revision parent = newest(handle);
                    RoutingDocument next = change.apply(parent.document());
                    List<String> moves = OwnershipChange.between(parent.document(), next);
                    if (!moves.isEmpty()) {
                        throw new IllegalStateException("This change would move owners (" + String.join("; ", moves)
                                + "). Use `banyan phase shift`, `cutover` or `rollback`.");
                    }
                    return append(handle, parent, next, author, reason, null);
                });
            } catch (ParentMovedException e) {
                if (attempt == 20) {
                    throw e;
                }
            }
        }
    }

    /**
     * Stores a revision inside a transaction of the caller's.
     *
     * @throws ParentMovedException when {@code parent} has a child already; the transaction must be given up
     */
    public static Revision append(
            Handle handle,
            Revision parent,
            RoutingDocument document,
            String author,
            String reason,
            @Nullable Long shift) {
        String json = Json.write(document);
        long number = parent.number() + 1;
        String hash = Revision.hash(parent.hash(), number, json, author, reason, shift);
        try {
            handle.execute(
                    "INSERT INTO revision (number, parent, hash, document, author, reason, shift_id) VALUES (?,?,?,?,?,?,?)",
                    number,
                    parent.number(),
                    hash,
                    json,
                    author,
                    reason,
                    shift);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException
                    || (e.getCause() instanceof SQLException sql && "23000".equals(sql.getSQLState()))) {
                throw new ParentMovedException(parent.number());
            }
            throw e;
        }
        return new Revision(number, parent.number(), hash, document, author, reason, shift, ControlStore.now(handle));
    }

    private static Optional<Revision> one(Handle handle, String sql, long argument) {
        var query = handle.createQuery(sql);
        if (sql.contains("?")) {
            query.bind(0, argument);
        }
        return query.map((rs, context) -> new Revision(
                        rs.getLong("number"),
                        rs.getLong("parent"),
                        rs.getString("hash"),
                        Json.read(rs.getString("document"), RoutingDocument.class),
                        rs.getString("author"),
                        rs.getString("reason"),
                        rs.getObject("shift_id", Long.class),
                        ControlStore.instant(rs, "stored_at")))
                .findOne();
    }
}
