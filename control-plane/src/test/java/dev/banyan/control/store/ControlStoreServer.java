package dev.banyan.control.store;

import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.util.Map;

/** A real server with a control store on it, for one test class. */
public final class ControlStoreServer implements AutoCloseable {
    private final DatabaseServer server = TestServers.start();
    private final ControlStore store;

    public ControlStoreServer() {
        server.createSchema("banyan");
        store = ControlStore.open(address(), 4);
        store.migrate();
    }

    public ControlStore store() {
        return store;
    }

    public DatabaseServer server() {
        return server;
    }

    /** Whether anybody waits for a row that another has locked. */
    public boolean waitsForALock() {
        return store.read(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    /** Empties every table but the schema's history. */
    public void reset() {
        for (String table : new String[] {
            "phase",
            "cancelled_phase",
            "revision",
            "shift",
            "shift_event",
            "proxy",
            "traffic_sample",
            "keyless_write",
            "stream",
            "work",
            "evidence",
            "audit",
            "id_rule"
        }) {
            server.execute("DELETE FROM banyan." + table);
        }
    }

    private DatabaseAddress address() {
        Migration migration =
                MigrationFile.parse("migration.yaml", """
                migration: ruby
                control: { url: "jdbc:mysql://127.0.0.1:%d/banyan", user: root, password: "" }
                proxy: { listen: "127.0.0.1:1", admin: "127.0.0.1:2", token: t }
                monolith:
                  http: [ "http://127.0.0.1:3" ]
                  database: { url: "jdbc:mysql://127.0.0.1:%d/ruby", user: root, password: "" }
                """.formatted(server.port(), server.port()), Map.of());
        return migration.control();
    }

    @Override
    public void close() {
        store.close();
        server.close();
    }
}
