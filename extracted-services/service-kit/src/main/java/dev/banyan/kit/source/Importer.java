package dev.banyan.kit.source;

import dev.banyan.kit.database.DeadlockRetry;
import dev.banyan.kit.source.ImportLines.Page;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a view equal to its source, while events go on changing it. Rows are written some at a time, so that events of the same rows
 * never wait for long; an import that dies leaves what it wrote and may be run again. A source that does not answer for some seconds is waited for; after that, all throw
 * {@link SourceDown}.
 */
public final class Importer {

    private static final int WRITTEN_AT_ONCE = 50;
    private static final int SWEPT_AT_ONCE = 500;
    private static final int IDS_AT_ONCE = 500;
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final View view;
    private final Source source;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DeadlockRetry retry = new DeadlockRetry();

    public Importer(View view, Source source, JdbcClient jdbc, TransactionTemplate transaction) {
        this.view = view;
        this.source = source;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Every row; then removes what the source does not have, unless it changed since the import began. */
    public ImportResult full() {
        try (SeenIds seen = new SeenIds(jdbc)) {
            ImportResult read = pages(null, seen);
            return new ImportResult(read.rows(), sweep(seen, read.watermark()), read.watermark());
        }
    }

    /** What has changed since the watermark of an earlier import. Removes nothing but by tombstones. */
    public ImportResult since(LocalDateTime watermark) {
        return pages(watermark.toString(), null);
    }

    /** What has changed lately, by the source's clock. Removes nothing but by tombstones. */
    public ImportResult recent(Duration back) {
        return pages(back.toString(), null);
    }

    /** These; those that the source has not are removed, unless they changed within its overlap. */
    public ImportResult ids(List<String> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("An import by ids names none");
        }
        long rows = 0;
        long removed = 0;
        LocalDateTime watermark = LocalDateTime.MAX;
        for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(from + IDS_AT_ONCE, ids.size()));
            Page page = patiently(() -> source.of(some));
            write(page.rows(), null);
            rows += page.rows().size();
            removed += remove(page.gone(), page.watermark());
            watermark = page.watermark().isBefore(watermark) ? page.watermark() : watermark;
        }
        return new ImportResult(rows, removed, watermark);
    }

    private ImportResult pages(@Nullable String since, @Nullable SeenIds seen) {
        long rows = 0;
        Page page = patiently(() -> source.page(since, null));
        while (true) {
            write(page.rows(), seen);
            rows += page.rows().size();
            if (page.cursor() == null) {
                return new ImportResult(rows, 0, page.watermark());
            }
            String cursor = page.cursor();
            page = patiently(() -> source.page(null, cursor));
        }
    }

    /** The page, or what the last of some tries met; each pause is twice the one before. */
    private static Page patiently(Supplier<Page> page) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return page.get();
            } catch (SourceDown down) {
                if (attempt == TRIES) {
                    throw down;
                }
                try {
                    Thread.sleep(pause.toMillis());
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                    throw down;
                }
                pause = pause.multipliedBy(2);
            }
        }
    }

    private void write(List<SourceRow> rows, @Nullable SeenIds seen) {
        for (int from = 0; from < rows.size(); from += WRITTEN_AT_ONCE) {
            List<SourceRow> some = rows.subList(from, Math.min(from + WRITTEN_AT_ONCE, rows.size()));
            // The stream writes the same rows, one by one: which of the two gives way is the server's choice.
            retry.run(() -> {
                transaction.executeWithoutResult(status -> {
                    view.write(some, true);
                    if (seen != null) {
                        seen.add(some);
                    }
                });
                return some;
            });
        }
    }

    private long sweep(SeenIds seen, LocalDateTime watermark) {
        long removed = 0;
        List<String> old = view.unchangedSince(watermark, "", SWEPT_AT_ONCE);
        while (!old.isEmpty()) {
            Set<String> met = seen.among(old);
            removed += remove(old.stream().filter(id -> !met.contains(id)).toList(), watermark);
            old = view.unchangedSince(watermark, old.get(old.size() - 1), SWEPT_AT_ONCE);
        }
        return removed;
    }

    private long remove(List<String> ids, LocalDateTime watermark) {
        return ids.stream()
                .filter(id -> retry.run(() -> view.remove(id, watermark)))
                .count();
    }
}
