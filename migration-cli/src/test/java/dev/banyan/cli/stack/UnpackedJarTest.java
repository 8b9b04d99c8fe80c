package dev.banyan.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedJarTest {
    private static final String MAIN = "dev.banyan.cli.stack.TinyServer";
    private static final String LIBRARY = "BOOT-INF/lib/a+b.jar";
    /** Runs as any other; an archive can't be made with it. */
    private static final String BLANK = "BOOT-INF/lib/a b.jar";

    private static final String MAIN_FILE = "dev/banyan/cli/stack/TinyServer.class";

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path folder;

    @Test
    void runsTheSameMainWithTheSameClasses() throws Exception {
        Path jar = springJar("app.jar", BLANK, emptyJar(), Map.of("BOOT-INF/classes/" + MAIN_FILE, mainClass()));
        String said = run(UnpackedJar.of(jar, programs()).arguments(), List.of());
        assertThat(said).contains("the moon is full");
    }

    @Test
    void unpacksABuildOnceHoweverManyStartIt() throws Exception {
        Path jar = springJar("app.jar", emptyJar(), Map.of("BOOT-INF/classes/" + MAIN_FILE, mainClass()));
        List<List<String>> runs = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> unpacked(jar).arguments())
                .distinct()
                .toList();
        assertThat(runs).hasSize(1);
        assertThat(unpackedFolders()).hasSize(2); // its libraries and its classes
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2018-07-01T12:00:00Z")));
        assertThat(unpacked(jar).arguments()).isNotEqualTo(runs.get(0));
    }

    @Test
    void sharesLibrariesAndTheirArchiveAmongPrograms() throws Exception {
        byte[] library = jarOf(Map.of(MAIN_FILE, mainClass()));
        UnpackedJar first =
                unpacked(springJar("first.jar", library, Map.of("BOOT-INF/classes/a/own.txt", new byte[] {1})));
        UnpackedJar second =
                unpacked(springJar("second.jar", library, Map.of("BOOT-INF/classes/b/own.txt", new byte[] {2})));
        assertThat(unpackedFolders()).hasSize(3);
        ClassArchive archive = first.archive().orElseThrow();

        List<String> noting = archive.options();

        assertThat(noting).singleElement().asString().startsWith("-XX:DumpLoadedClassList=");
        assertThat(second.archive().orElseThrow().options()).isEmpty(); // one notes
        run(first.arguments(), noting);
        makeArchive(archive);
        List<String> using = new ArrayList<>(second.archive().orElseThrow().options());
        assertThat(using).singleElement().asString().startsWith("-XX:SharedArchiveFile=");
        using.add("-Xlog:class+load");
        assertThat(run(second.arguments(), using)).contains(MAIN + " source: shared objects file");
    }

    @Test
    void makesNoArchiveWhereNoneIsWantedAndUsesTheOneThatIsThere() throws Exception {
        Path jar = springJar(
                "app.jar", jarOf(Map.of(MAIN_FILE, mainClass())), Map.of("BOOT-INF/classes/own.txt", new byte[0]));
        UnpackedJar program = unpacked(jar);
        Path libraries = librariesOf(program);
        Map<String, String> none = Map.of("BANYAN_NO_ARCHIVES", "1");

        assertThat(new ClassArchive(libraries, none).options()).isEmpty();

        ClassArchive archive = program.archive().orElseThrow();
        run(program.arguments(), archive.options());
        makeArchive(archive);
        assertThat(new ClassArchive(libraries, none).options())
                .singleElement()
                .asString()
                .startsWith("-XX:SharedArchiveFile=");
    }

    private static Path librariesOf(UnpackedJar program) {
        String classPath = program.arguments().get(1);
        return Path.of(classPath.substring(0, classPath.indexOf(File.pathSeparator)));
    }

    /** Such as the lambdas of OpenSearch. */
    @Test
    void makesTheArchiveThoughALineIsLongerThanAJvmReads() throws Exception {
        byte[] library = jarOf(Map.of(MAIN_FILE, mainClass()));
        UnpackedJar program = unpacked(springJar("app.jar", library, Map.of("BOOT-INF/classes/own.txt", new byte[0])));
        ClassArchive archive = program.archive().orElseThrow();
        List<String> noting = archive.options();
        run(program.arguments(), noting);
        Path noted = Path.of(noting.get(0).substring(noting.get(0).indexOf('=') + 1));
        Files.writeString(noted, "@lambda-proxy " + "x".repeat(5000) + "\n", StandardOpenOption.APPEND);

        makeArchive(archive);
    }

    @Test
    void putsClassesFirstThatALibraryWouldHide() throws Exception {
        byte[] library = jarOf(Map.of(MAIN_FILE, new byte[] {0}));
        UnpackedJar unpacked =
                unpacked(springJar("app.jar", library, Map.of("BOOT-INF/classes/" + MAIN_FILE, mainClass())));
        assertThat(unpacked.archive()).isEmpty();
        assertThat(run(unpacked.arguments(), List.of())).contains("the moon is full");
    }

    @Test
    void leavesOtherJarsAsTheyAre() throws Exception {
        Path jar = folder.resolve("plain.jar");
        write(jar, new Manifest(), Map.of(MAIN_FILE, mainClass()));
        assertThat(unpacked(jar).arguments()).containsExactly("-jar", jar.toString());
    }

    @Test
    void refusesAnEntryThatLeadsOutOfIt() throws Exception {
        Path jar = springJar("app.jar", emptyJar(), Map.of("../../outside.txt", new byte[] {1}));
        assertThatThrownBy(() -> UnpackedJar.of(jar, programs()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("../../outside.txt");
        assertThat(folder.resolve("outside.txt")).doesNotExist();
    }

    /** From its library alone. */
    @Test
    void findsAClassOfALibraryWithABlankInItsName() throws Exception {
        byte[] library = jarOf(Map.of(MAIN_FILE, mainClass()));
        Path jar = springJar("app.jar", BLANK, library, Map.of("BOOT-INF/classes/own.txt", new byte[0]));
        assertThat(run(unpacked(jar).arguments(), List.of())).contains("the moon is full");
    }

    private static void makeArchive(ClassArchive archive) throws Exception {
        archive.started(JAVA);
        await().atMost(Duration.ofSeconds(60)).until(archive::isMade);
    }

    private Path programs() {
        return folder.resolve("programs");
    }

    private List<Path> unpackedFolders() throws IOException {
        try (Stream<Path> folders = Files.list(programs())) {
            return folders.toList();
        }
    }

    private static String run(List<String> arguments, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(options);
        command.addAll(arguments);
        command.addAll(List.of("0", "fail"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(3);
        return said;
    }

    private UnpackedJar unpacked(Path jar) {
        try {
            return UnpackedJar.of(jar, programs());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path springJar(String name, byte[] library, Map<String, byte[]> content) throws IOException {
        return springJar(name, LIBRARY, library, content);
    }

    private Path springJar(String name, String libraryName, byte[] library, Map<String, byte[]> content)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Main-Class", "org.springframework.boot.loader.launch.JarLauncher");
        attributes.putValue("Start-Class", MAIN);
        attributes.putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
        attributes.putValue("Spring-Boot-Classpath-Index", "BOOT-INF/classpath.idx");
        Map<String, byte[]> all = new LinkedHashMap<>(content);
        all.put("BOOT-INF/classpath.idx", ("- \"" + libraryName + "\"\n").getBytes(StandardCharsets.UTF_8));
        all.put(libraryName, library);
        Path jar = folder.resolve(name);
        write(jar, manifest, all);
        return jar;
    }

    private static byte[] mainClass() throws IOException {
        try (InputStream in = Objects.requireNonNull(TinyServer.class.getResourceAsStream("TinyServer.class"))) {
            return in.readAllBytes();
        }
    }

    private static byte[] emptyJar() throws IOException {
        return jarOf(Map.of("nothing", new byte[0]));
    }

    private static byte[] jarOf(Map<String, byte[]> content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void write(Path file, Manifest manifest, Map<String, byte[]> content) throws IOException {
        manifest.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
    }
}
