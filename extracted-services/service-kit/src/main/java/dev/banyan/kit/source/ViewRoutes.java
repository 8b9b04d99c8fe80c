package dev.banyan.kit.source;

import dev.banyan.kit.web.Problem;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What operators ask of those who keep views: what is in them, and to import. Not part of a service's public API. */
@RestController
@RequestMapping("/views/{view}")
final class ViewRoutes {
    private static final int MOST_ROWS = 1000;

    private final Map<String, KeptView> views;
    private final Map<String, ImportRun> runs;

    ViewRoutes(List<KeptView> views, Clock clock) {
        this.views = views.stream().collect(Collectors.toMap(KeptView::name, Function.identity()));
        this.runs = views.stream().collect(Collectors.toMap(KeptView::name, view -> new ImportRun(view, clock)));
    }

    /**
     * Which rows to import: one of the three.
     *
     * @param since what has changed for so long, by the source's clock
     */
    record Wanted(
            @Nullable Boolean full,
            @Nullable List<String> ids,
            @Nullable String since) {}

    /** Rows in the order of their ids, tombstones too, a line each; the last line has the id to go on after. */
    @GetMapping(path = "/rows", produces = ImportLines.NDJSON)
    String rows(
            @PathVariable String view,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(required = false) @Nullable List<String> ids,
            @RequestParam(defaultValue = "500") int limit) {
        if (limit < 1 || limit > MOST_ROWS) {
            throw Problem.invalid("limit is " + limit + "; it must be 1 to " + MOST_ROWS);
        }
        ViewTable table = kept(view).table();
        List<SourceRow> rows = ids == null ? table.page(after, limit) : table.rows(ids);
        boolean more = ids == null && rows.size() == limit;
        return ImportLines.rows(rows, more ? rows.get(rows.size() - 1).id() : null);
    }

    @GetMapping("/imports")
    ImportRun.State last(@PathVariable String view) {
        return run(view).state();
    }

    /** Begins an import; how it goes is said by GET. 409 while one runs. */
    @PostMapping("/imports")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImportRun.State start(@PathVariable String view, @RequestBody Wanted wanted) {
        ImportRun run = run(view);
        int named = (Boolean.TRUE.equals(wanted.full()) ? 1 : 0)
                + (wanted.ids() == null ? 0 : 1)
                + (wanted.since() == null ? 0 : 1);
        if (named != 1 || (wanted.ids() != null && wanted.ids().isEmpty())) {
            throw Problem.invalid("Say which rows: one of full, ids (one at least) and since");
        }
        if (!run.start(text(wanted), work(wanted))) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "import-runs",
                    "View '" + view + "' is being imported; ask again when it is done");
        }
        return run.state();
    }

    private static Function<Importer, ImportResult> work(Wanted wanted) {
        if (wanted.ids() != null) {
            List<String> ids = List.copyOf(wanted.ids());
            return importer -> importer.ids(ids);
        }
        if (wanted.since() == null) {
            return Importer::full;
        }
        try {
            Duration back = Duration.parse(wanted.since());
            return importer -> importer.recent(back);
        } catch (DateTimeException unreadable) {
            throw Problem.invalid("since is '" + wanted.since() + "'; it must be a duration like PT10M");
        }
    }

    private static String text(Wanted wanted) {
        return wanted.ids() != null
                ? wanted.ids().size() + " ids"
                : wanted.since() != null ? "since " + wanted.since() : "full";
    }

    private KeptView kept(String view) {
        KeptView kept = views.get(view);
        if (kept == null) {
            throw Problem.notFound("This service keeps no view '" + view + "'; it has " + views.keySet());
        }
        return kept;
    }

    private ImportRun run(String view) {
        kept(view);
        ImportRun run = runs.get(view);
        if (run == null) {
            throw new IllegalStateException("No imports of view " + view);
        }
        return run;
    }
}
