package dev.banyan.playbooks.check;

import dev.banyan.control.config.DatabaseAddress;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the checker looks.
 *
 * @param log requests.ndjson
 * @param ruby the monolith's database; null once its orders and payments are nobody's copy any more
 * @param payment the payment service's database
 * @param gateway the payment gateway's base address
 */
public record CheckSources(Path log, @Nullable DatabaseAddress ruby, DatabaseAddress payment, URI gateway) {}
