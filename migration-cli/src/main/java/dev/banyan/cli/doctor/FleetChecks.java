package dev.banyan.cli.doctor;

import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.ProxyRecord;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.stream.Streams;
import java.time.Duration;
import java.util.List;

/** Whether proxies and sync are there, as far as the control store has heard of them. */
final class FleetChecks {
    private final ControlStore store;
    private final Findings findings;

    FleetChecks(ControlStore store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    void run() {
        findings.group("proxies", "All registered ones beat", this::proxies);
        findings.group("sync", "All streams of started phases report", this::streams);
    }

    private void proxies() {
        Fleet fleet = new Fleet(store);
        List<ProxyRecord> proxies = fleet.list();
        if (proxies.isEmpty()) {
            findings.warn("proxies", "No proxy is registered", "Run: banyan proxy run");
        }
        for (ProxyRecord proxy : proxies) {
            Duration silence = fleet.silence(proxy.id()).orElse(Duration.ZERO);
            if (silence.compareTo(Fleet.LEASE) > 0) {
                findings.warn(
                        "proxies",
                        "Proxy '" + proxy.id() + "' at " + proxy.traffic() + " has been silent for "
                                + silence.toSeconds() + " s; no shift can run",
                        "Start it again, or if it is gone for good: banyan traffic forget " + proxy.id());
            } else if (proxy.refusal() != null) {
                findings.warn(
                        "proxies",
                        "Proxy '" + proxy.id() + "' refuses the newest revision: " + proxy.refusal(),
                        "Mend what it says; see: banyan traffic status");
            }
        }
    }

    private void streams() {
        List<StreamRecord> streams = new Streams(store).list();
        for (Phase phase : new Phases(store).list()) {
            if (phase.state() == PhaseState.COMPLETE) {
                continue;
            }
            List<StreamRecord> own = streams.stream()
                    .filter(stream -> stream.report().phase().equals(phase.name()))
                    .toList();
            if (own.isEmpty()) {
                findings.of(phase.name())
                        .warn(
                                "sync",
                                "No sync process has taken up '" + phase.name() + "' yet",
                                "Run: banyan sync run");
            }
            own.stream()
                    .filter(stream -> stream.silentMillis() > StreamRecord.SILENT_AFTER_MILLIS)
                    .forEach(stream -> findings.of(phase.name())
                            .warn(
                                    "sync",
                                    "The " + stream.report().direction() + " stream of '" + phase.name()
                                            + "' has not reported for " + stream.silentMillis() / 1000 + " s",
                                    "Run: banyan sync run"));
        }
    }
}
