package dev.banyan.playbooks.check;

import dev.banyan.control.config.DatabaseAddress;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where the checker looks.
 *
 * @param log requests.ndjson
 * @param ruby the monolith's database
 * @param payment the payment service's database
 * @param gateway the payment gateway's base address
 */
public record CheckSources(Path log, DatabaseAddress ruby, DatabaseAddress payment, URI gateway) {}
