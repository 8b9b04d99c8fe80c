package dev.banyan.cli.events;

import dev.banyan.cli.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds every row of a view against its source, while both change. A row that differs is looked at again until both agree; it is called
 * different only when neither side's row has changed for {@link #STEADY_NANOS}, longer than an event is on its way. One that goes on
 * changing is undecided.
 */
public final class ViewComparison {
    private static final int PAGE = 200;
    private static final int SAMPLES = 10;
    private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long AT_MOST_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long PAUSE_MILLIS = 300;

    private final ViewPlaces places;
    private final ViewHttp http;

    private ViewComparison(ViewPlaces places) {
        this.places = places;
        this.http = new ViewHttp(places);
    }

    /**
     * How a view compares.
     *
     * @param rowsCompared that the source has, or the view
     * @param samples some that differ, with both versions; 0 for none
     */
    public record Result(
            String view, long rowsCompared, long rowsDifferent, long rowsUndecided, List<Sample> samples, long millis) {
        public Result {
            samples = List.copyOf(samples);
        }

        public boolean equal() {
            return rowsDifferent == 0 && rowsUndecided == 0;
        }
    }

    /** A row that differs. */
    public record Sample(String id, long sourceVersion, long viewVersion) {}

    /** Both sides of a row, and since when they have not changed. */
    private record Suspect(
            @Nullable ViewRow source, @Nullable ViewRow view, long sinceNanos) {
        boolean same(@Nullable ViewRow otherSource, @Nullable ViewRow otherView) {
            return Objects.equals(source, otherSource) && Objects.equals(view, otherView);
        }
    }

    /** @param view as {@code events.views} of migration.yaml names it */
    public static Result run(Session session, String view) throws InterruptedException {
        return new ViewComparison(ViewPlaces.of(session, view)).compare();
    }

    private Result compare() throws InterruptedException {
        long begun = System.nanoTime();
        Map<String, Suspect> suspects = new LinkedHashMap<>();
        Set<String> ids = new HashSet<>();
        String after = "";
        while (after != null) {
            ViewHttp.Page page = http.view(after);
            Map<String, ViewRow> kept = byId(page.rows());
            ids.addAll(kept.keySet());
            look(kept.keySet(), kept, suspects);
            after = page.next();
        }
        String cursor = null;
        do {
            ViewHttp.Page page = http.source(cursor);
            List<String> missing =
                    page.rows().stream().map(ViewRow::id).filter(ids::add).toList();
            look(missing, null, suspects);
            cursor = page.next();
        } while (cursor != null);
        return settle(suspects, ids.size(), begun);
    }

    private Result settle(Map<String, Suspect> suspects, long compared, long begun) throws InterruptedException {
        Map<String, Suspect> different = new LinkedHashMap<>();
        long deadline = System.nanoTime() + AT_MOST_NANOS;
        while (!suspects.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE_MILLIS);
            look(List.copyOf(suspects.keySet()), null, suspects);
            suspects.entrySet().removeIf(suspect -> {
                boolean steady = System.nanoTime() - suspect.getValue().sinceNanos() > STEADY_NANOS;
                if (steady) {
                    different.put(suspect.getKey(), suspect.getValue());
                }
                return steady;
            });
        }
        return new Result(
                places.view(),
                compared,
                different.size(),
                suspects.size(),
                different.entrySet().stream()
                        .limit(SAMPLES)
                        .map(entry -> new Sample(
                                entry.getKey(),
                                version(entry.getValue().source()),
                                version(entry.getValue().view())))
                        .toList(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }

    /**
     * Reads rows of both sides; those that differ are suspects, the others no longer.
     *
     * @param kept the view's, where they have been read already
     */
    private void look(Collection<String> wanted, @Nullable Map<String, ViewRow> kept, Map<String, Suspect> suspects) {
        List<String> all = new ArrayList<>(wanted);
        for (int from = 0; from < all.size(); from += PAGE) {
            List<String> ids = all.subList(from, Math.min(from + PAGE, all.size()));
            // The view first: what it has then, the source has, too.
            Map<String, ViewRow> views = kept != null ? kept : byId(http.view(ids));
            Map<String, ViewRow> sources = byId(http.source(ids));
            for (String id : ids) {
                note(id, sources.get(id), views.get(id), suspects);
            }
        }
    }

    private static void note(
            String id, @Nullable ViewRow source, @Nullable ViewRow view, Map<String, Suspect> suspects) {
        if (ViewRow.equal(source, view)) {
            suspects.remove(id);
            return;
        }
        Suspect known = suspects.get(id);
        if (known == null || !known.same(source, view)) {
            suspects.put(id, new Suspect(source, view, System.nanoTime()));
        }
    }

    private static Map<String, ViewRow> byId(List<ViewRow> rows) {
        return rows.stream()
                .collect(Collectors.toMap(ViewRow::id, Function.identity(), (first, second) -> second, HashMap::new));
    }

    private static long version(@Nullable ViewRow row) {
        return row == null || row.deleted() ? 0 : row.version();
    }
}
