package dev.banyan.ad.book;

import dev.banyan.kit.source.ImportQuery;
import dev.banyan.kit.source.ImportQuery.IdKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What others may keep of ads: those that are not stopped, with their times. A stopped ad is gone for them. */
@Configuration(proxyBeanMethods = false)
class AdSource {

    /** Rows of old may not say when they were changed: they come first. Keywords are a line each. */
    @Bean
    ImportQuery adImport() {
        return new ImportQuery(
                "ads",
                IdKind.NUMBER,
                "SELECT id, version, COALESCE(updated_at, created_at, TIMESTAMP '1970-01-01 00:00:00') AS updated_at,"
                        + " COALESCE(status, 'STOPPED') = 'STOPPED' AS deleted, shop_id, type, bid, starts_at, ends_at,"
                        + " (SELECT GROUP_CONCAT(keyword ORDER BY ad_keyword.id SEPARATOR '\\n') FROM ad_keyword"
                        + " WHERE ad_id = ad.id) AS keywords FROM ad");
    }
}
