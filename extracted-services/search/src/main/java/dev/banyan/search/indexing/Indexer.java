package dev.banyan.search.indexing;

import dev.banyan.search.engine.EngineDown;
import dev.banyan.search.rows.ShopVersions;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Drains the dirty shops into the index, again and again. While the engine is away they pile up and wait. */
@Component
class Indexer {

    private static final Logger log = LoggerFactory.getLogger(Indexer.class);

    private final Indexing indexing;
    private final ShopVersions versions;
    private boolean prepared;
    private boolean troubled;

    Indexer(Indexing indexing, ShopVersions versions, MeterRegistry meters) {
        this.indexing = indexing;
        this.versions = versions;
        meters.gauge("search_dirty_shops", versions, Indexer::count);
    }

    @Scheduled(fixedDelayString = "${indexing.every:100ms}")
    void run() {
        try {
            if (!prepared) {
                indexing.prepare();
                prepared = true;
            }
            if (versions.countDirty() > 0) {
                boolean more;
                do {
                    more = indexing.drain();
                } while (more);
            }
            if (troubled) {
                log.info("The index is up to date again");
                troubled = false;
            }
        } catch (EngineDown down) {
            prepared = false;
            tell("The search engine does not answer, changes wait: " + down.why());
        } catch (DataAccessException | TransactionException trouble) {
            tell("Indexing waits for the database: " + trouble.getMessage());
        } catch (IllegalStateException refused) {
            tell("Indexing is stuck: " + refused.getMessage());
        }
    }

    private void tell(String what) {
        if (!troubled) {
            log.warn(what);
            troubled = true;
        }
    }

    private static double count(ShopVersions versions) {
        try {
            return versions.countDirty();
        } catch (DataAccessException unknown) {
            return Double.NaN;
        }
    }
}
