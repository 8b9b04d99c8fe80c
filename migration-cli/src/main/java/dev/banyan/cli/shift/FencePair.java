package dev.banyan.cli.shift;

import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.fence.Fence;
import dev.banyan.control.fence.FenceTable;
import dev.banyan.control.relocation.Home;
import dev.banyan.control.routing.Owner;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two connections, one to each database of a phase, opened before the hold so that fencing costs no log-in. A fence
 * goes into both; each stream has drained when its fence shows in the other database.
 */
final class FencePair implements AutoCloseable {
    private final String phase;
    private final @Nullable Connection monolith;
    private final @Nullable Connection service;

    private FencePair(String phase, @Nullable Connection monolith, @Nullable Connection service) {
        this.phase = phase;
        this.monolith = monolith;
        this.service = service;
    }

    static FencePair open(Migration migration, Home home, PhaseDefinition phase) {
        Connection monolith = connect(home.name(), home.site().database());
        try {
            return new FencePair(
                    phase.name(),
                    monolith,
                    connect(phase.service(), migration.serviceOf(phase).database()));
        } catch (ShiftFailedException e) {
            close(monolith);
            throw e;
        }
    }

    /** As {@link #open}, but a database that does not answer is left out. */
    static FencePair openWhatAnswers(Migration migration, Home home, PhaseDefinition phase) {
        return new FencePair(
                phase.name(),
                connectOrNull(home.name(), home.site().database()),
                connectOrNull(phase.service(), migration.serviceOf(phase).database()));
    }

    /** The connection to a side's database; null when that did not answer. */
    @Nullable
    Connection at(Owner side) {
        return side == Owner.MONOLITH ? monolith : service;
    }

    /**
     * Sends a fence through both streams and waits for both.
     *
     * @return how long that took
     */
    Duration cross(long shift, Duration atMost) {
        long sent = System.nanoTime();
        String id = (shift == 0 ? "check" : "shift-" + shift) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        Fence fromMonolith = new Fence(id + "-monolith", shift, phase, Owner.MONOLITH);
        Fence fromService = new Fence(id + "-service", shift, phase, Owner.SERVICE);
        Connection monolithSide = Objects.requireNonNull(monolith);
        Connection serviceSide = Objects.requireNonNull(service);
        try {
            FenceTable.write(monolithSide, fromMonolith);
            FenceTable.write(serviceSide, fromService);
        } catch (SQLException e) {
            throw new ShiftFailedException("The fence could not be written: " + e.getMessage(), e);
        }
        Patience.await(atMost, () -> {
            boolean forward = present(serviceSide, fromMonolith);
            boolean reverse = present(monolithSide, fromService);
            if (forward && reverse) {
                return null;
            }
            return "the fence has not come through the " + (forward ? "" : "forward ") + (reverse ? "" : "reverse ")
                    + "stream. See: banyan sync status";
        });
        return Duration.ofNanos(System.nanoTime() - sent);
    }

    /**
     * Writes the fences of a shift without waiting for them, as far as the databases answer.
     *
     * @return what could not be written, in words; empty when all was
     */
    String leaveBehind(long shift) {
        StringBuilder failed = new StringBuilder();
        for (Owner origin : Owner.values()) {
            String id = "shift-" + shift + "-" + UUID.randomUUID().toString().substring(0, 8) + "-" + origin;
            Connection side = origin == Owner.MONOLITH ? monolith : service;
            try {
                if (side == null) {
                    throw new SQLException("it does not answer.");
                }
                FenceTable.write(side, new Fence(id, shift, phase, origin));
            } catch (SQLException e) {
                failed.append("No fence in the ")
                        .append(origin)
                        .append("'s database: ")
                        .append(e.getMessage());
            }
        }
        return failed.toString();
    }

    /** Rows that wait in quarantine or to be sent back, both databases: nothing may be, behind a fence. */
    long unsettled() {
        return count(Objects.requireNonNull(monolith)) + count(Objects.requireNonNull(service));
    }

    @Override
    public void close() {
        if (monolith != null) {
            close(monolith);
        }
        if (service != null) {
            close(service);
        }
    }

    private long count(Connection connection) {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT (SELECT COUNT(*) FROM banyan_quarantine WHERE stream_name LIKE ?)"
                        + " + (SELECT COUNT(*) FROM banyan_conflict WHERE stream_name LIKE ? AND send_back = 'PENDING')")) {
            select.setString(1, phase + ".%");
            select.setString(2, phase + ".%");
            try (ResultSet rs = select.executeQuery()) {
                rs.next();
                return rs.getLong(1);
            }
        } catch (SQLException e) {
            throw new ShiftFailedException("Quarantine and conflicts could not be read: " + e.getMessage(), e);
        }
    }

    private static boolean present(Connection connection, Fence fence) {
        try {
            return FenceTable.present(connection, fence.id());
        } catch (SQLException e) {
            throw new ShiftFailedException("The fence could not be looked for: " + e.getMessage(), e);
        }
    }

    private static Connection connect(String site, DatabaseAddress address) {
        try {
            return DriverManager.getConnection(
                    address.urlWith("connectTimeout=3000&socketTimeout=5000&allowPublicKeyRetrieval=true"),
                    address.user(),
                    address.password().value());
        } catch (SQLException e) {
            throw new ShiftFailedException(
                    "The database of " + site + " at " + address.host() + ":" + address.port() + "/" + address.schema()
                            + " can't be used as " + address.user() + ": " + e.getMessage(),
                    e);
        }
    }

    private static @Nullable Connection connectOrNull(String site, DatabaseAddress address) {
        try {
            return connect(site, address);
        } catch (ShiftFailedException e) {
            return null;
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing depends on it: the server drops the session by itself.
        }
    }
}
