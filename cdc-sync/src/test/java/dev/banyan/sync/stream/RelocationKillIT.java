package dev.banyan.sync.stream;

import static dev.banyan.sync.stream.RelocationStage.CLOUD;

import dev.banyan.control.routing.Owner;
import dev.banyan.control.shift.Shift;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sync, killed in the middle of a relocation: nothing is lost and nothing is done twice. */
class RelocationKillIT {
    @TempDir
    private Path folder;

    @Test
    void losesNothingAndRepeatsNothing() throws Exception {
        Process sync = null;
        try (DatabaseServer left = TestServers.start();
                DatabaseServer right = TestServers.start();
                RelocationStage stage = new RelocationStage(left, right)) {
            sync = SyncProcess.start(folder, stage.yaml, 0);
            stage.synchronise();
            stage.pay(1);
            stage.write(Owner.MONOLITH);
            SyncProcess.kill(sync);
            stage.pay(2);
            stage.write(Owner.MONOLITH);
            Shift held = stage.hold(CLOUD, 10_000);
            stage.refuse(held);
            sync = SyncProcess.start(folder, stage.yaml, 0);
            Shift fenced = stage.fence(held);
            SyncProcess.kill(sync);
            stage.commit(fenced);
            stage.pay(3);
            stage.write(Owner.SERVICE);
            sync = SyncProcess.start(folder, stage.yaml, 0);
            stage.same(Owner.SERVICE);
        } finally {
            if (sync != null) {
                SyncProcess.kill(sync);
            }
        }
    }
}
