package dev.banyan.sync;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.store.ControlStore;
import dev.banyan.sync.stream.StreamSupervisor;
import dev.banyan.sync.verify.Verification;
import dev.banyan.sync.work.WorkExecutor;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.TimeZone;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * The sync process: runs the streams of all phases of one migration, and the work that the command line asks for.
 * Properties: {@code banyan.config}, the path of migration.yaml; {@code server.port}, for health and metrics.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class SyncApplication {
    private static final int STORE_CONNECTIONS = 6;

    public static void main(String[] args) {
        // The first copy reads dates and times by way of this process's zone: one without summer time loses none.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(SyncApplication.class, args);
    }

    @Bean
    Migration migration(@Value("${banyan.config:}") String config) {
        if (config.isBlank()) {
            throw new StartupException(
                    "No migration file is named.", "Start with --banyan.config=PATH of migration.yaml.");
        }
        return MigrationFile.read(Path.of(config));
    }

    @Bean(destroyMethod = "close")
    ControlStore controlStore(Migration migration) {
        return ControlStore.open(migration.control(), STORE_CONNECTIONS);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    StreamSupervisor streamSupervisor(Migration migration, ControlStore store) {
        return new StreamSupervisor(migration, store, process());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    WorkExecutor workExecutor(Migration migration, ControlStore store, StreamSupervisor supervisor) {
        return new WorkExecutor(store, supervisor, new Verification(migration)::run, process());
    }

    /** {@code pid@host}. */
    private static String process() {
        return ManagementFactory.getRuntimeMXBean().getName();
    }
}
