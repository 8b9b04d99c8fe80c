package dev.banyan.menu.catalog;

import dev.banyan.kit.source.ImportQuery;
import dev.banyan.kit.source.ImportQuery.IdKind;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What others may keep of menus, once their changes are told. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("outbox.enabled")
class MenuSource {

    /** Rows of old may not say when they were changed: they come first. */
    @Bean
    ImportQuery menuImport() {
        return new ImportQuery(
                "menus",
                IdKind.NUMBER,
                "SELECT id, version, COALESCE(updated_at, created_at, TIMESTAMP '1970-01-01 00:00:00') AS updated_at, FALSE AS deleted,"
                        + " shop_id, name, former_name, price, availability FROM menu");
    }
}
