package dev.banyan.review.board;

import dev.banyan.kit.source.ImportQuery;
import dev.banyan.kit.source.ImportQuery.IdKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What others may keep a view of: who gave which shop how many stars. A review that is hidden is gone for them. */
@Configuration(proxyBeanMethods = false)
class ReviewImport {

    /** Rows of old without a time come first. */
    @Bean
    ImportQuery reviewImportQuery() {
        return new ImportQuery(
                "reviews",
                IdKind.NUMBER,
                "SELECT id, version, COALESCE(updated_at, created_at, TIMESTAMP '1970-01-02 00:00:00') AS updated_at,"
                        + " COALESCE(visibility, 'HIDDEN') = 'HIDDEN' AS deleted, shop_id, order_id, member_id, star"
                        + " FROM review");
    }
}
