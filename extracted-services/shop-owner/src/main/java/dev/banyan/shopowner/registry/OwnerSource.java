package dev.banyan.shopowner.registry;

import dev.banyan.kit.source.ImportQuery;
import dev.banyan.kit.source.ImportQuery.IdKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What others may keep of owners: what the law has shops show. Phone numbers stay here. */
@Configuration(proxyBeanMethods = false)
class OwnerSource {

    /** Rows of old may not say when they were changed: they come first. */
    @Bean
    ImportQuery ownerImport() {
        return new ImportQuery(
                "owners",
                IdKind.NUMBER,
                "SELECT id, version, COALESCE(updated_at, created_at, TIMESTAMP '1970-01-01 00:00:00') AS updated_at, FALSE AS deleted,"
                        + " name, business_number FROM owner");
    }
}
