package dev.banyan.kit.source;

import dev.banyan.kit.web.Problem;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a service tells those who keep a view of it. Not part of its public API. */
@RestController
@RequestMapping("/import/{view}")
final class ImportRoutes {

    static final String NO_SUCH_ROW = "no-such-row";

    private static final int MOST_IDS = 500;

    private final Map<String, ImportQuery> queries;
    private final ImportReader reader;
    private final SourceSettings settings;
    private final Clock clock;

    ImportRoutes(List<ImportQuery> queries, ImportReader reader, SourceSettings settings, Clock clock) {
        this.queries = queries.stream().collect(Collectors.toMap(ImportQuery::view, Function.identity()));
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A page of rows, a line each; the last line has the watermark, and the cursor of the next page unless this is the last. A
     * watermark is where a later import {@code since} it misses nothing.
     *
     * @param since a wall time of this service, or a duration up to now, like PT10M
     * @param ids in place of pages: these rows; those that are not there come as {@code {"id":"7","gone":true}}
     */
    @GetMapping(produces = ImportLines.NDJSON)
    String page(
            @PathVariable String view,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String ids,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        ImportQuery query = query(view);
        LocalDateTime now = watermark();
        if (ids != null) {
            if (since != null || cursor != null) {
                throw Problem.invalid("ids can't be combined with since or cursor");
            }
            List<String> wanted = ids(ids);
            return ImportLines.write(reader.of(query, wanted), wanted, now, null);
        }
        int most = limit == null ? settings.page() : limit;
        if (most < 1 || most > settings.page()) {
            throw Problem.invalid("limit is " + most + "; it must be 1 to " + settings.page());
        }
        Cursor from = cursor == null ? null : Cursor.parse(cursor);
        List<SourceRow> rows = from == null
                ? reader.first(query, since == null ? null : time(since), most)
                : reader.after(query, from, most);
        LocalDateTime watermark = from == null ? now : from.watermark();
        return ImportLines.write(rows, List.of(), watermark, next(rows, most, watermark));
    }

    /** One row, tombstone or not. 404 of the kind no-such-row when there is none. */
    @GetMapping(path = "/{id}", produces = ImportLines.NDJSON)
    String one(@PathVariable String view, @PathVariable String id) {
        List<SourceRow> rows = reader.of(query(view), List.of(id));
        if (rows.isEmpty()) {
            throw new Problem(HttpStatus.NOT_FOUND, NO_SUCH_ROW, "View '" + view + "' has no row " + id);
        }
        return ImportLines.write(rows, List.of(), watermark(), null);
    }

    private static @Nullable Cursor next(List<SourceRow> rows, int most, LocalDateTime watermark) {
        if (rows.size() < most) {
            return null;
        }
        SourceRow last = rows.get(rows.size() - 1);
        return new Cursor(watermark, last.updatedAt(), last.id());
    }

    private LocalDateTime watermark() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.MICROS).minus(settings.overlap());
    }

    private LocalDateTime time(String since) {
        try {
            return since.startsWith("P") ? watermark().minus(Duration.parse(since)) : LocalDateTime.parse(since);
        } catch (DateTimeException unreadable) {
            throw Problem.invalid("since is '" + since + "'; it must be a time like 2018-11-01T12:00:00 or a duration"
                    + " like PT10M");
        }
    }

    private static List<String> ids(String text) {
        List<String> ids = Arrays.stream(text.split(","))
                .filter(id -> !id.isBlank())
                .distinct()
                .toList();
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw Problem.invalid("ids names " + ids.size() + " rows; it must be 1 to " + MOST_IDS);
        }
        return ids;
    }

    private ImportQuery query(String view) {
        ImportQuery query = queries.get(view);
        if (query == null) {
            throw Problem.notFound("This service has no view '" + view + "' to import; it has " + queries.keySet());
        }
        return query;
    }
}
