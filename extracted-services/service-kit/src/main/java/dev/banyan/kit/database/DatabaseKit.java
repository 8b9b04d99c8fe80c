package dev.banyan.kit.database;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** What every service with a database gets. */
@AutoConfiguration
@Import(DeadlockRetry.class)
class DatabaseKit {}
