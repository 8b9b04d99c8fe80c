package dev.banyan.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.banyan.cli.Typed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackIT {

    private static final String STACK = """
            databases:
              store:
                schemas: [ruby]
                users:
                  app: { password: "${secret.app}", grants: { "ruby.*": "SELECT, INSERT, CREATE" } }
            processes:
              server:
                command: ["${java}", -cp, "%1$s", dev.banyan.cli.stack.TinyServer, "${port.server}"]
                port: 0
                env: { ANSWER: "store is on ${port.store}" }
                health: "http://127.0.0.1:${port.server}/"
                after: [store]
              other:
                command: ["${java}", -cp, "%1$s", dev.banyan.cli.stack.TinyServer, "${port.other}"]
                port: 0
            files:
              - { from: "${home}/app.template", to: "${dir}/app.conf" }
            """.formatted(
            TinyServer.class.getProtectionDomain().getCodeSource().getLocation().getPath());

    @TempDir
    Path folder;

    private final List<Stack> stacks = new ArrayList<>();

    @AfterEach
    void stopAll() {
        stacks.forEach(stack -> stack.down(StackListener.SILENT));
    }

    @Test
    void startsEverythingAndStopsItAgain() throws Exception {
        Stack stack = stack(STACK);

        stack.up(StackListener.SILENT);

        assertThat(stack.status())
                .extracting(EntryStatus::name, EntryStatus::state, EntryStatus::healthy)
                .containsExactly(
                        tuple("store", EntryStatus.State.RUNNING, true),
                        tuple("server", EntryStatus.State.RUNNING, true),
                        tuple("other", EntryStatus.State.RUNNING, true));
        assertThat(get(stack, "server")).isEqualTo("store is on " + stack.port("store"));
        assertThat(Files.readString(folder.resolve(".banyan/app.conf")))
                .isEqualTo("port=" + stack.port("server") + " password=file:"
                        + folder.toRealPath().resolve(".banyan/secrets/app") + " kept=${OTHER}");
        try (Connection connection =
                DriverManager.getConnection(stack.databaseUrl("store", "ruby"), "app", stack.secret("app"))) {
            connection.createStatement().execute("CREATE TABLE t (id INT PRIMARY KEY)");
        }
        List<Long> pids = stack.status().stream().map(EntryStatus::pid).toList();

        stack.down(StackListener.SILENT);

        assertThat(pids).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
        assertThat(stack.status()).extracting(EntryStatus::state).containsOnly(EntryStatus.State.STOPPED);
    }

    @Test
    void keepsDataPortsAndWhatRunsFromOneStartToTheNext() throws Exception {
        Stack stack = stack(STACK);
        stack.up(StackListener.SILENT);
        int port = stack.port("store");
        try (Connection root = DriverManager.getConnection(stack.databaseUrl("store", "ruby"), "root", "")) {
            root.createStatement().execute("CREATE TABLE t AS SELECT 42 AS answer");
        }
        stack.down(StackListener.SILENT);
        stack.up(StackListener.SILENT);
        List<String> kept = Collections.synchronizedList(new ArrayList<>());
        stack.kill("other");

        stack(STACK).up(new StackListener() {
            @Override
            public void alreadyRunning(String entry) {
                kept.add(entry);
            }
        });

        assertThat(kept).containsExactlyInAnyOrder("store", "server");
        assertThat(stack.status()).allMatch(EntryStatus::healthy);
        assertThat(stack.port("store")).isEqualTo(port);
        try (Connection root = DriverManager.getConnection(stack.databaseUrl("store", "ruby"), "root", "");
                ResultSet rows = root.createStatement().executeQuery("SELECT answer FROM t")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void killsPausesAndRestartsOneEntry() throws Exception {
        Stack stack = stack(STACK);
        stack.up(StackListener.SILENT);
        int port = stack.port("server");

        stack.kill("server");
        assertThat(of(stack, "server").state()).isEqualTo(EntryStatus.State.DIED);
        stack.start("server", StackListener.SILENT);
        assertThat(stack.port("server")).isEqualTo(port);
        assertThat(of(stack, "server").healthy()).isTrue();

        stack.pause("server");
        assertThat(of(stack, "server").state()).isEqualTo(EntryStatus.State.PAUSED);
        assertThatThrownBy(() -> get(stack, "server")).isInstanceOf(IOException.class);
        stack.resume("server");
        assertThat(get(stack, "server")).startsWith("store is on");

        stack.kill("store");
        stack.start("store", StackListener.SILENT);
        assertThat(of(stack, "store").healthy()).isTrue();
    }

    @Test
    void startsWhatIsOnDemandOnlyWhenItIsAskedFor() throws Exception {
        Stack stack = stack("""
                databases:
                  store: { on-demand: true }
                processes:
                  server:
                    command: ["${java}", -cp, "%1$s", dev.banyan.cli.stack.TinyServer, "${port.server}"]
                    port: 0
                    after: [store]
                    on-demand: true
                  other:
                    command: ["${java}", -cp, "%1$s", dev.banyan.cli.stack.TinyServer, "${port.other}"]
                    port: 0
                """.formatted(TinyServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()));
        stack.up(StackListener.SILENT);
        assertThat(stack.status())
                .extracting(EntryStatus::state)
                .containsExactly(EntryStatus.State.STOPPED, EntryStatus.State.STOPPED, EntryStatus.State.RUNNING);

        stack.start("server", StackListener.SILENT);

        assertThat(stack.status()).allMatch(EntryStatus::healthy);
        stack.up(StackListener.SILENT);
        assertThat(stack.status()).extracting(EntryStatus::state).containsOnly(EntryStatus.State.RUNNING);
    }

    @Test
    void showsTheLogOfWhatFailsAndStopsWhatItStarted() throws Exception {
        Stack stack = stack(STACK.replace("\"${port.other}\"]", "\"${port.other}\", fail]"));

        assertThatThrownBy(() -> stack.up(StackListener.SILENT))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("'other' ended with exit code 3")
                .hasMessageContaining("the moon is full")
                .hasMessageContaining("stack.yaml:13");

        assertThat(stack.status()).extracting(EntryStatus::state).containsOnly(EntryStatus.State.STOPPED);
    }

    @Test
    void namesThePortThatIsInUseBeforeItStartsAnything() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Stack stack = stack(STACK.replaceFirst("port: 0", "port: " + taken.getLocalPort()));

            assertThatThrownBy(() -> stack.up(StackListener.SILENT))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is in use")
                    .hasMessageContaining("'server'")
                    .hasMessageContaining("stack.yaml:7");

            assertThat(stack.status()).allMatch(entry -> entry.pid() == 0);
        }
    }

    @Test
    void cleansUpWhatAKilledStartLeftBehind() throws Exception {
        stack(STACK.replace("health: \"http://127.0.0.1:${port.server}/\"", "health: \"http://127.0.0.1:1/\""));
        Process up = upInAnotherJvm();
        Stack stack = Stack.open(folder.resolve("stack.yaml"), folder, folder);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        of(stack, "server").pid() != 0 && of(stack, "other").pid() != 0);
        up.destroyForcibly().waitFor();
        long leftover = of(stack, "server").pid();
        assertThat(ProcessHandle.of(leftover)).isPresent();

        stack(STACK).up(StackListener.SILENT);

        assertThat(ProcessHandle.of(leftover)).isEmpty();
        assertThat(stack.status()).extracting(EntryStatus::state).containsOnly(EntryStatus.State.RUNNING);
    }

    @Test
    void stopsWhatItStartedOnCtrlC() throws Exception {
        Stack stack =
                stack(STACK.replace("health: \"http://127.0.0.1:${port.server}/\"", "health: \"http://127.0.0.1:1/\""));
        Process up = upInAnotherJvm();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        of(stack, "server").pid() != 0 && of(stack, "other").pid() != 0);
        List<Long> pids = stack.status().stream().map(EntryStatus::pid).toList();

        up.destroy();

        assertThat(up.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(pids).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
    }

    @Test
    void wipesOnlyWhatIsStopped() throws Exception {
        Stack stack = stack(STACK);
        stack.up(StackListener.SILENT);
        assertThatThrownBy(stack::wipe).isInstanceOf(StackException.class).hasMessageContaining("Still running");
        stack.down(StackListener.SILENT);

        stack.wipe();

        assertThat(folder.resolve(".banyan")).doesNotExist();
    }

    /** For {@link #upInAnotherJvm()}. */
    static final class Up {

        private Up() {}

        public static void main(String[] args) {
            Path folder = Path.of(args[0]);
            Stack.open(folder.resolve("stack.yaml"), folder, folder).up(StackListener.SILENT);
        }
    }

    private Process upInAnotherJvm() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Up.class.getName(),
                        folder.toRealPath().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("up.log").toFile())
                .start();
    }

    @Test
    void aStackFileOfItsOwnGoesBeforeOthersUntilAllIsDown() throws Exception {
        Stack stack = stack(STACK);
        Path own = Stack.ownFile(folder.toRealPath());
        Stack.openOwn(STACK.replace("store is on", "its own store is on"), folder.toRealPath(), folder.toRealPath());

        assertThat(typed("stack", "up").exit()).isZero();
        assertThat(get(stack, "server")).startsWith("its own store");
        typed("stack", "kill", "server");
        assertThat(typed("stack", "start", "server").exit()).isZero();
        assertThat(get(stack, "server")).startsWith("its own store");

        assertThat(typed("stack", "down").exit()).isZero();
        assertThat(own).doesNotExist();
        assertThat(typed("stack", "up").exit()).isZero();
        assertThat(get(stack, "server")).startsWith("store");
    }

    private Typed typed(String... words) throws IOException {
        return Typed.in(folder.toRealPath(), words);
    }

    private Stack stack(String text) throws IOException {
        Files.writeString(
                folder.resolve("app.template"), "port=${port.server} password=file:${secret-file.app} kept=${OTHER}");
        Path real = folder.toRealPath();
        Stack stack = Stack.open(Files.writeString(real.resolve("stack.yaml"), text), real, real);
        stacks.add(stack);
        return stack;
    }

    private static EntryStatus of(Stack stack, String name) {
        return stack.status().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String get(Stack stack, String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stack.port(name) + "/"))
                .timeout(Duration.ofSeconds(2))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
