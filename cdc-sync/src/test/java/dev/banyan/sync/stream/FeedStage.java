package dev.banyan.sync.stream;

import dev.banyan.mariadb.DatabaseServer;
import java.io.IOException;
import java.sql.SQLException;

/** A monolith's database and a service that is fed from it. */
final class FeedStage extends OneStreamStage {
    final FeedReceiver receiver;

    /** @param rest of the phase in migration.yaml, from {@code tables:} on */
    FeedStage(DatabaseServer server, String rest, String... sql) throws SQLException, IOException {
        this(new FeedReceiver(), server, rest, sql);
    }

    private FeedStage(FeedReceiver receiver, DatabaseServer server, String rest, String... sql) throws SQLException {
        super(
                server,
                "search",
                """
                monolith:
                  http: [ "http://127.0.0.1:8080" ]
                  database: { url: "jdbc:mysql://127.0.0.1:${port}/${schema}", user: root, password: "" }
                services:
                  search: { http: [ "%s" ], token: %s }
                phases:
                  search:
                    service: search
                    feed: true
                %s
                """.formatted(
                        receiver.address(), FeedReceiver.TOKEN, rest.indent(4).stripTrailing()),
                sql);
        this.receiver = receiver;
    }

    @Override
    public void close() {
        super.close();
        receiver.close();
    }
}
