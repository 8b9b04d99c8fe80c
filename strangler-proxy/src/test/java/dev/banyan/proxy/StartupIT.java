package dev.banyan.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupIT {
    @TempDir
    static Path folder;

    private static House house;

    @BeforeAll
    static void start() {
        house = new House(folder);
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void aPortInUseIsOneMessage() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String said = failing(
                    "--banyan.config=" + house.config, "--banyan.proxy.listen=127.0.0.1:" + taken.getLocalPort());

            assertThat(said)
                    .contains("The proxy can't listen on 127.0.0.1:" + taken.getLocalPort() + " (banyan.proxy.listen)")
                    .contains("Stop the process that uses the port");
        }
        assertThat(house.fleet.list()).isEmpty();
    }

    @Test
    void aMissingConfigurationIsOneMessage() throws Exception {
        assertThat(failing("--banyan.config=/nowhere/migration.yaml"))
                .contains("There is no readable file /nowhere/migration.yaml");
    }

    @Test
    void aWrongConfigurationIsOneMessage() throws Exception {
        Path config = folder.resolve("wrong.yaml");
        House.write(config, "migration: ruby\nmonolit: {}\n");

        assertThat(failing("--banyan.config=" + config)).contains("monolit").contains("wrong.yaml");
    }

    @Test
    void aWrongSettingIsOneMessage() throws Exception {
        assertThat(failing("--banyan.config=" + house.config, "--banyan.proxy.upstream-timeout=soon"))
                .contains("'banyan.proxy.upstream-timeout' is 'soon'");
    }

    @Test
    void aWrongPasswordIsOneMessage() throws Exception {
        Path config = folder.resolve("password.yaml");
        House.write(
                config,
                java.nio.file.Files.readString(house.config)
                        .replace("user: root, password: \"\"", "user: nobody, password: guessed"));

        assertThat(failing("--banyan.config=" + config, "--banyan.proxy.state=" + folder.resolve("none")))
                .contains("can't be used as nobody")
                .contains("Mend the `control` section");
    }

    private static String failing(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "-cp",
                System.getProperty("java.class.path"),
                ProxyApplication.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(said).contains("APPLICATION FAILED TO START").doesNotContain("\tat ");
        return said;
    }
}
