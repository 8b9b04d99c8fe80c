package dev.banyan.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackFileTest {

    @TempDir
    Path folder;

    @Test
    void ordersEntriesByWhatTheyWaitFor() throws Exception {
        StackFile file = read("""
                databases:
                  ruby: { schemas: [ruby] }
                processes:
                  web: { command: [web], after: [app] }
                  app: { command: [app], after: [ruby] }
                  alone: { command: [alone] }
                """);

        assertThat(file.entries()).containsOnlyKeys("ruby", "web", "app", "alone");
        assertThat(file.wave(file.entry("ruby"))).isZero();
        assertThat(file.wave(file.entry("alone"))).isEqualTo(1);
        assertThat(file.wave(file.entry("app"))).isEqualTo(1);
        assertThat(file.wave(file.entry("web"))).isEqualTo(2);
    }

    @Test
    void putsCommonJvmOptionsBeforeAProcesssOwn() throws Exception {
        StackFile file = read("jvm: [-Xshare:auto]\nprocesses:\n  app: { java: app.jar, jvm: [-Xmx64m] }\n");

        assertThat(((Entry.Program) file.entry("app")).jvm()).containsExactly("-Xshare:auto", "-Xmx64m");
    }

    @Test
    void startsOnDemandWhatIsMarkedSoTogetherWithWhatItWaitsFor() throws Exception {
        StackFile file = read("""
                databases:
                  ruby: {}
                  services: { on-demand: true }
                processes:
                  menu: { command: [menu], after: [services, lookup, ruby], on-demand: true }
                  lookup: { command: [lookup], after: [services], on-demand: true }
                  app: { command: [app], after: [ruby] }
                """);

        assertThat(file.always()).extracting(Entry::name).containsExactly("ruby", "app");
        assertThat(file.demanded("menu")).extracting(Entry::name).containsExactly("services", "lookup", "menu");
        assertThat(file.demanded("app")).extracting(Entry::name).containsExactly("app");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    processes: {app: {comand: [x]}}                                     | comand
                    processes: {app: {command: [x], java: x.jar}}                       | needs either 'java' (a jar) or 'command'
                    processes: {app: {args: [x]}}                                       | needs either 'java' (a jar) or 'command'
                    processes: {App: {command: [x]}}                                    | 'App' can't name an entry
                    processes: {app: {command: [x], port: 70000}}                       | must be 1 to 65535
                    processes: {app: {command: [x], port: many}}                        | whole number
                    processes: {app: {command: [x], start-timeout: soon}}               | duration
                    processes: {app: {command: [x], after: [ap]}}                       | waits for unknown entry 'ap'. Did you mean 'app'?
                    processes: {a: {command: [x], after: [b]}, b: {command: [x], after: [a]}} | waits for 'b', which waits for 'a'
                    processes: {app: {command: [x], after: [app]}}                      | waits for 'app', which waits for 'app'
                    processes: {a: {command: [x], after: [b]}, b: {command: [x], on-demand: true}} | 'a' waits for 'b', which starts on demand only
                    processes: {a: {command: [x], on-demand: perhaps}}                  | on-demand
                    processes: {app: {command: ['${prt.app}']}}                         | unknown placeholder ${prt.app}
                    processes: {app: {command: ['${port.ap}'], port: 0}}                | no entry has the port ${port.ap}. There are: app. Did you mean 'app'?
                    processes: {app: {command: [x], jvm: [-Xmx1g]}}                     | 'jvm' goes with 'java'
                    """)
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("stack.yaml:1");
    }

    @Test
    void refusesADatabaseAndAProcessOfTheSameName() {
        assertThatThrownBy(() -> read("databases:\n  app: {}\nprocesses:\n  app: { command: [x] }\n"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("'app' is the name of a database and of a process");
    }

    private StackFile read(String text) throws IOException {
        return StackFile.read(Files.writeString(folder.resolve("stack.yaml"), text));
    }
}
