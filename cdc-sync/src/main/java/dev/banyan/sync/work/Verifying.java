package dev.banyan.sync.work;

import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.phase.Phase;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Compares both databases of a phase. */
public interface Verifying {
    /** @param progress takes what is done so far, in words */
    VerifyResult run(Phase phase, Consumer<String> progress) throws SQLException;
}
