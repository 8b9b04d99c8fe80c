package dev.banyan.control.phase;

import dev.banyan.control.config.PhaseDefinition;

/**
 * A phase that was cancelled and has yet to be removed from its databases; until then no phase of its name may run.
 *
 * @param id of the cancellation: a phase may be started and cancelled more than once
 * @param definition as it was frozen
 */
public record CancelledPhase(long id, PhaseDefinition definition) {
    public String name() {
        return definition.name();
    }
}
