package dev.banyan.kit.source;

/**
 * What others may keep a view of; a bean of the source. The query selects {@code id}, {@code version} (rises with every change),
 * {@code updated_at} (of the change, by the database's or the service's clock), {@code deleted} (true or 1: a tombstone), and
 * what the view is of, under the names that views know. It is best a plain SELECT of one table with an index over (updated_at,
 * id): the kit adds conditions, order and limit around it.
 *
 * @param view the last part of {@code /import/VIEW}
 */
public record ImportQuery(String view, IdKind ids, String sql) {

    /** How the id column compares. */
    public enum IdKind {
        NUMBER,
        TEXT
    }

    public ImportQuery {
        if (!view.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "A view is named '" + view + "'; it must be at most 40 small letters, digits and hyphens");
        }
    }
}
