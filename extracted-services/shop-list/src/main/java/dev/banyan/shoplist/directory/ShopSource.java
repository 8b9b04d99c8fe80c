package dev.banyan.shoplist.directory;

import dev.banyan.kit.source.ImportQuery;
import dev.banyan.kit.source.ImportQuery.IdKind;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What others may keep of shops, once their changes are told. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("outbox.enabled")
class ShopSource {

    /** Rows of old may not say when they were changed: they come first. A category that is renamed changes no shop. */
    @Bean
    ImportQuery shopImport() {
        return new ImportQuery(
                "shops",
                IdKind.NUMBER,
                "SELECT id, version, COALESCE(updated_at, created_at, TIMESTAMP '1970-01-01 00:00:00') AS updated_at, FALSE AS deleted,"
                        + " owner_id, name, category_code,"
                        + " (SELECT c.name FROM category c WHERE c.code = shop.category_code) AS category_name,"
                        + " opening, location_latitude, location_longitude FROM shop");
    }
}
