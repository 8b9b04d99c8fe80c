package dev.banyan.e2e;

import static org.awaitility.Awaitility.await;

import dev.banyan.cli.stack.StackListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** Kills the processes of a site, freezes them and starts them again, as a seed says. */
final class Crashes {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final OrderSite site;
    private final Random random;
    private final Set<String> killed = new TreeSet<>();
    private final Set<String> paused = new TreeSet<>();

    Crashes(OrderSite site, long seed) {
        this.site = site;
        this.random = new Random(seed);
    }

    /** Who has died at least once. */
    Set<String> killed() {
        return killed;
    }

    Set<String> paused() {
        return paused;
    }

    /** Kills some processes, one shortly after the other, freezes another that lives, and starts what is dead. */
    void some(List<String> victims) {
        List<String> order = new ArrayList<>(victims);
        Collections.shuffle(order, random);
        for (String victim : order) {
            kill(victim);
            drift(800);
        }
        List<String> alive = new ArrayList<>(OrderSite.PROCESSES);
        alive.removeAll(order);
        freeze(alive.get(random.nextInt(alive.size())));
        site.stack().start(order, StackListener.SILENT);
    }

    /** Any three processes. */
    void some() {
        List<String> all = new ArrayList<>(OrderSite.PROCESSES);
        Collections.shuffle(all, random);
        some(all.subList(0, 3));
    }

    /** Two subscribers die, and then their queues with what waits for both: no process is left that knows of it. */
    void loss() {
        List<String> dead = new ArrayList<>(List.of("review-service", "settlement-service"));
        Collections.shuffle(dead, random);
        dead.forEach(this::kill);
        await().atMost(LONG).until(() -> site.waiting("review") > 0 && site.waiting("settlement") > 0);
        kill("queues");
        drift(800);
        dead.add("queues");
        site.stack().start(dead, StackListener.SILENT);
    }

    private void kill(String process) {
        site.stack().kill(process);
        killed.add(process);
    }

    private void freeze(String process) {
        site.stack().pause(process);
        paused.add(process);
        drift(1_500);
        site.stack().resume(process);
    }

    /** How long something lasts that the seed decides; nothing is waited for. */
    private void drift(int most) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(most)).toNanos());
    }
}
