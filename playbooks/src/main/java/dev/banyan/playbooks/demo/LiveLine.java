package dev.banyan.playbooks.demo;

import dev.banyan.playbooks.load.Load;
import dev.banyan.playbooks.load.LoadFigures;
import java.util.concurrent.locks.LockSupport;

/** Redraws the line below the story twice a second: where the playbook is, and how customers fare. */
final class LiveLine {

    private static final long PAUSE_NANOS = 500_000_000L;

    private final Thread thread;
    private volatile boolean over;

    LiveLine(Narrator narrator, StepStory story, Load load) {
        thread = new Thread(() -> draw(narrator, story, load), "demo-live");
        thread.setDaemon(true);
        thread.start();
    }

    void end() {
        over = true;
        LockSupport.unpark(thread);
    }

    private void draw(Narrator narrator, StepStory story, Load load) {
        long last = load.figures().requests();
        while (!over) {
            LockSupport.parkNanos(PAUSE_NANOS);
            LoadFigures now = load.figures();
            if (!over) {
                narrator.live(String.format(
                        "%s  %.0f s  %d/s  p99 %d ms  %d under way  %d failed",
                        story.place(),
                        narrator.seconds(),
                        (now.requests() - last) * 2,
                        now.p99(),
                        now.underWay(),
                        now.failed()));
            }
            last = now.requests();
        }
    }
}
