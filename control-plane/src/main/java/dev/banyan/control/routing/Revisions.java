package dev.banyan.control.routing;

import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The chain of revisions in the control store. */
public final class Revisions {
    private static final String ABOUT = "number, parent, hash, author, reason, shift_id, stored_at";
    private static final String COLUMNS = ABOUT + ", document FROM revision";

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

    /** The number of the newest revision; 0 when none was ever stored. */
    public long newestNumber() {
        return store.read(handle -> handle.createQuery("SELECT COALESCE(MAX(number), 0) FROM revision")
                .mapTo(Long.class)
                .one());
    }

    /**
     * All revisions after {@code own}, in order, each proved by number, parent and hash to descend from it.
     *
     * @throws NotDescendedException when the store's chain does not lead from {@code own} to its newest revision
     */
    public List<Revision> after(Revision own) {
        return store.read(handle -> {
            List<Revision> chain = new ArrayList<>();
            Revision last = own;
            boolean known = own.number() == 0;
            for (StoredRevision next : handle.createQuery(
                            "SELECT " + ABOUT + ", IF(number = ?, NULL, document) AS document FROM revision"
                                    + " WHERE number >= ? ORDER BY number")
                    .bind(0, own.number())
                    .bind(1, own.number())
                    .map((rs, context) -> stored(rs, own))
                    .list()) {
                Revision revision = next.revision();
                if (revision.number() == own.number()) {
                    if (!revision.hash().equals(own.hash())) {
                        throw new NotDescendedException(
                                "The control store's revision " + own.number() + " is another one (hash differs).");
                    }
                    known = true;
                    continue;
                }
                if (revision.parent() != last.number() || !revision.hash().equals(next.hashUnder(last))) {
                    throw new NotDescendedException("Revision " + revision.number()
                            + " of the control store does not descend from revision " + last.number() + ".");
                }
                chain.add(revision);
                last = revision;
            }
            if (!known) {
                throw new NotDescendedException("The control store does not know revision " + own.number() + ".");
            }
            return chain;
        });
    }

    public Optional<Revision> find(long number) {
        return store.read(handle -> find(handle, number));
    }

    private static Optional<Revision> find(Handle handle, long number) {
        return one(handle, "SELECT " + COLUMNS + " WHERE number = ?", number);
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
                    long number = append(handle, parent, next, author, reason, null);
                    return find(handle, number).orElseThrow();
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
     * @return its number
     * @throws ParentMovedException when {@code parent} has a child already; the transaction must be given up
     */
    public static long append(
            Handle handle,
            Revision parent,
            RoutingDocument document,
            String author,
            String reason,
            @Nullable Long shift) {
        return append(handle, draft(parent, document, author, reason, shift));
    }

    /** Does what needs no store, for callers with a lock that others wait for. */
    public static Draft draft(
            Revision parent, RoutingDocument document, String author, String reason, @Nullable Long shift) {
        String json = Json.write(document);
        long number = parent.number() + 1;
        return new Draft(
                number,
                parent.number(),
                Revision.hash(parent.hash(), number, json, author, reason, shift),
                json,
                author,
                reason,
                shift);
    }

    /** As {@link #append(Handle, Revision, RoutingDocument, String, String, Long)}. */
    public static long append(Handle handle, Draft draft) {
        try {
            handle.execute(
                    "INSERT INTO revision (number, parent, hash, document, author, reason, shift_id) VALUES (?,?,?,?,?,?,?)",
                    draft.number(),
                    draft.parent(),
                    draft.hash(),
                    draft.json(),
                    draft.author(),
                    draft.reason(),
                    draft.shift());
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException
                    || (e.getCause() instanceof SQLException sql && "23000".equals(sql.getSQLState()))) {
                throw new ParentMovedException(draft.parent());
            }
            throw e;
        }
        return draft.number();
    }

    private static Optional<Revision> one(Handle handle, String sql, long argument) {
        var query = handle.createQuery(sql);
        if (sql.contains("?")) {
            query.bind(0, argument);
        }
        return query.map((rs, context) -> revision(rs)).findOne();
    }

    private static Revision revision(ResultSet rs) throws SQLException {
        return revision(rs, Json.read(rs.getString("document"), RoutingDocument.class));
    }

    private static Revision revision(ResultSet rs, RoutingDocument document) throws SQLException {
        return new Revision(
                rs.getLong("number"),
                rs.getLong("parent"),
                rs.getString("hash"),
                document,
                rs.getString("author"),
                rs.getString("reason"),
                rs.getObject("shift_id", Long.class),
                ControlStore.instant(rs, "stored_at"));
    }

    /** Without reading once more the document that is known. */
    private static StoredRevision stored(ResultSet rs, Revision known) throws SQLException {
        String document = rs.getString("document");
        return document == null
                ? new StoredRevision(revision(rs, known.document()), "")
                : new StoredRevision(revision(rs), document);
    }

    /** A revision that is not stored yet. */
    public record Draft(
            long number,
            long parent,
            String hash,
            String json,
            String author,
            String reason,
            @Nullable Long shift) {}

    /** A revision with its document as stored: the hash is over that text. */
    private record StoredRevision(Revision revision, String document) {
        String hashUnder(Revision parent) {
            return Revision.hash(
                    parent.hash(), revision.number(), document, revision.author(), revision.reason(), revision.shift());
        }
    }
}
