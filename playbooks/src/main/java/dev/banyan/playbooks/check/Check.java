package dev.banyan.playbooks.check;

import dev.banyan.cli.failure.CommandFailure;
import java.util.List;

/** Holds what somebody was told against what is there. */
interface Check {

    /** @throws CommandFailure when what is there can't be read */
    List<Finding> find(Promises promises);
}
