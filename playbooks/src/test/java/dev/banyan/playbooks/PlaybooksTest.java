package dev.banyan.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.cli.Banyan;
import dev.banyan.cli.playbook.Expectation;
import dev.banyan.cli.playbook.Playbook;
import dev.banyan.cli.playbook.Step;
import dev.banyan.cli.session.Surroundings;
import dev.banyan.cli.stack.Stack;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.playbooks.demo.Demo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every playbook of the folder. */
final class PlaybooksTest {

    private static final Path HOME = Path.of("").toAbsolutePath().getParent();
    private static final Pattern WORD = Pattern.compile("'[^']*'|\\S+");

    @TempDir
    private Path folder;

    static List<String> playbooks() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(""))) {
            return folders.filter(each -> Files.isRegularFile(each.resolve("playbook.yaml")))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void tellTheStoryFrom2015To2019() throws IOException {
        assertThat(playbooks())
                .containsAll(Demo.walk())
                .contains(
                        "2015-ruby",
                        "2016-payments",
                        "2016-order-relay",
                        "2016-cloud",
                        "2017-menu",
                        "2017-shop-list",
                        "2017-settlement",
                        "2017-search",
                        "2018-orders",
                        "2018-settlement",
                        "2018-reviews",
                        "2018-12-shop-owner",
                        "2018-12-ads",
                        "2018-12-search",
                        "2018-12-recovery",
                        "2019-members",
                        "2019-freedom");
    }

    static List<Path> contrasts() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(""), 2)) {
            return files.filter(each -> each.getFileName().toString().startsWith("contrast-"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("contrasts")
    void areContrastedWithTheSameThingMeasured(Path file) {
        Playbook contrast = Playbook.read(file);
        Playbook usual = read(String.valueOf(file.getParent()));

        assertThat(contrast.steps())
                .allSatisfy(step -> assertThat(helpFor(step)).as(step.run()).isEmpty());
        assertThat(contrast.follows()).isEqualTo(usual.follows());
        assertThat(contrasting(contrast)).isNotEmpty().isEqualTo(contrasting(usual));
        assertThat(Path.of("stack.yaml"))
                .content()
                .contains("# contrast " + file.getFileName().toString().replaceAll("contrast-(.*)\\.yaml", "$1")
                        + ": - ");
    }

    private static List<String> contrasting(Playbook playbook) {
        return playbook.steps().stream()
                .filter(step -> step.name().equals("contrast"))
                .map(Step::run)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void followOnlyWhatComesBeforeThemInTheWalk(String name) throws IOException {
        int place = Demo.walk().indexOf(name);
        List<String> earlier = place < 0 ? playbooks() : Demo.walk().subList(0, place);

        assertThat(earlier).containsAll(read(name).follows());
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void bearTheNameOfTheirFolderAndAReadme(String name) {
        Playbook playbook = read(name);

        assertThat(playbook.name()).isEqualTo(name);
        assertThat(playbook.title()).isNotBlank();
        assertThat(playbook.story()).isNotBlank();
        assertThat(Path.of(name, "README.md"))
                .content()
                .contains("./banyan demo " + name, "./banyan playbook run " + name, "When it ");
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void sayWhyAndWhatToDoAtEveryStep(String name) {
        assertThat(read(name).steps()).allSatisfy(step -> {
            assertThat(step.why()).isNotBlank();
            assertThat(step.ifFails()).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void consistOfCommandsThatExist(String name) {
        assertThat(read(name).steps())
                .allSatisfy(step -> assertThat(helpFor(step)).as(step.run()).isEmpty());
    }

    /** A word that is none would be waited for in vain. */
    @ParameterizedTest
    @MethodSource("playbooks")
    void expectStatesThatExist(String name) {
        assertThat(read(name).steps()).allSatisfy(step -> {
            String command = words(step).get(0);
            if (command.equals("phase")) {
                assertThat(literals(step, "state")).isSubsetOf(names(PhaseState.values()));
            } else if (command.equals("sync")) {
                assertThat(literals(step, "status")).isSubsetOf(names(StreamStatus.values()));
            }
        });
    }

    private static List<String> literals(Step step, String lastOfPath) {
        return step.expect().stream()
                .filter(each -> each.path().matches("(.*\\.)?" + lastOfPath))
                .map(Expectation::literal)
                .toList();
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void leadAPhaseOfMigrationYamlAndNameNoneThatIsNotThere(String name) throws IOException {
        Playbook playbook = read(name);
        Migration migration = MigrationTemplate.read(folder);

        // What a service tells, and reads that move without tables, begin with the phase that first needs them.
        List<String> named = new ArrayList<>(withoutTablesOfTheMonolith(migration));
        named.addAll(Objects.requireNonNull(migration.events()).views().keySet());
        named.add(playbook.phase());

        if (playbook.phase().isEmpty()) {
            named.addAll(migration.phases().keySet());
        } else {
            assertThat(migration.phases()).containsKey(playbook.phase());
        }
        assertThat(playbook.steps().stream().map(PlaybooksTest::words).filter(PlaybooksTest::namesAPhase))
                .allSatisfy(words -> assertThat(words).containsAnyElementsOf(named));
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void needOnlyWhatTheStackHasAndDoesNotStartByItself(String name) {
        Stack stack = Stack.open(Path.of("stack.yaml"), folder, HOME);
        Playbook playbook = read(name);

        assertThat(playbook.needs()).allSatisfy(need -> {
            assertThat(stack.names()).contains(need);
            assertThat(stack.namesAtUp()).doesNotContain(need);
        });
        assertThat(playbook.steps().stream().map(PlaybooksTest::words).filter(PlaybooksTest::namesAnEntry))
                .allSatisfy(words -> assertThat(stack.names()).contains(words.get(2)));
    }

    /** What the command line says against the step's words; empty when it would take them. */
    private String helpFor(Step step) {
        List<String> words = new ArrayList<>(words(step));
        words.add("--help");
        StringWriter err = new StringWriter();
        Surroundings around = new Surroundings(
                folder, HOME, null, Map.of(), false, new PrintWriter(new StringWriter()), new PrintWriter(err));
        int exit = Banyan.run(words, around);
        return exit == 0 ? "" : exit + ": " + err;
    }

    private static List<String> withoutTablesOfTheMonolith(Migration migration) {
        return migration.phases().values().stream()
                .filter(phase -> phase.outbox() || phase.routesOnly())
                .map(PhaseDefinition::name)
                .toList();
    }

    private static boolean namesAPhase(List<String> words) {
        return List.of("phase", "verify", "doctor").contains(words.get(0));
    }

    private static boolean namesAnEntry(List<String> words) {
        return words.get(0).equals("stack")
                && List.of("start", "kill", "pause", "resume").contains(words.get(1));
    }

    private static List<String> words(Step step) {
        return WORD.matcher(step.run())
                .results()
                .skip(1)
                .map(word -> word.group().replace("'", ""))
                .toList();
    }

    private static Playbook read(String name) {
        return Playbook.read(Path.of(name, "playbook.yaml"));
    }
}
