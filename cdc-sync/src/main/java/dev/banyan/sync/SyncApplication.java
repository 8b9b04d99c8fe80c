package dev.banyan.sync;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.store.ControlStore;
import dev.banyan.sync.stream.StreamSupervisor;
import dev.banyan.sync.verify.Verification;
import dev.banyan.sync.work.WorkExecutor;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.TimeZone;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The sync process: runs the streams of all phases of one migration, and the work that the command line asks for.
 * Properties: {@code banyan.config}, the path of migration.yaml; {@code server.port}, for health and metrics. Only what
 * these two need is configured, which shortens the start.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    SslAutoConfiguration.class,
    ApplicationAvailabilityAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    EndpointAutoConfiguration.class,
    JacksonEndpointAutoConfiguration.class,
    WebEndpointAutoConfiguration.class,
    ManagementContextAutoConfiguration.class,
    ServletManagementContextAutoConfiguration.class,
    HealthContributorRegistryAutoConfiguration.class,
    HealthEndpointAutoConfiguration.class,
    AvailabilityProbesAutoConfiguration.class,
    WebMvcHealthEndpointExtensionAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    PrometheusMetricsExportAutoConfiguration.class,
    JvmMetricsAutoConfiguration.class,
    SystemMetricsAutoConfiguration.class
})
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

    @Bean
    StreamHealth streams(StreamSupervisor supervisor) {
        return new StreamHealth(supervisor);
    }

    @Bean
    StreamMetrics streamMetrics(StreamSupervisor supervisor, MeterRegistry registry) {
        return new StreamMetrics(supervisor, registry);
    }

    /** {@code pid@host}. */
    private static String process() {
        return ManagementFactory.getRuntimeMXBean().getName();
    }
}
