package dev.banyan.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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
    private static final String MAIN_FILE = "dev/banyan/cli/stack/TinyServer.class";

    @TempDir
    private Path folder;

    @Test
    void runsTheSameMainWithTheSameClasses() throws Exception {
        Path jar = springJar(Map.of("BOOT-INF/classes/" + MAIN_FILE, mainClass()));
        Path runner = UnpackedJar.of(jar, folder.resolve("programs"));
        assertThat(runner).isNotEqualTo(jar);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        runner.toString(),
                        "0",
                        "fail")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(3);
        assertThat(said).contains("the moon is full");
    }

    @Test
    void unpacksABuildOnceHoweverManyStartIt() throws Exception {
        Path jar = springJar(Map.of("BOOT-INF/classes/" + MAIN_FILE, mainClass()));
        Path programs = folder.resolve("programs");
        List<Path> runners = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> unpacked(jar, programs))
                .distinct()
                .toList();
        assertThat(runners).hasSize(1);
        try (Stream<Path> left = Files.list(programs)) {
            assertThat(left).hasSize(1);
        }
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2018-07-01T12:00:00Z")));
        assertThat(UnpackedJar.of(jar, programs)).isNotEqualTo(runners.get(0));
    }

    @Test
    void leavesOtherJarsAsTheyAre() throws Exception {
        Path jar = folder.resolve("plain.jar");
        write(jar, new Manifest(), Map.of(MAIN_FILE, mainClass()));
        assertThat(UnpackedJar.of(jar, folder.resolve("programs"))).isEqualTo(jar);
    }

    @Test
    void refusesAnEntryThatLeadsOutOfIt() throws Exception {
        Path jar = springJar(Map.of("../../outside.txt", new byte[] {1}));
        assertThatThrownBy(() -> UnpackedJar.of(jar, folder.resolve("programs")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("../../outside.txt");
        assertThat(folder.resolve("outside.txt")).doesNotExist();
    }

    private static Path unpacked(Path jar, Path programs) {
        try {
            return UnpackedJar.of(jar, programs);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path springJar(Map<String, byte[]> content) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Main-Class", "org.springframework.boot.loader.launch.JarLauncher");
        attributes.putValue("Start-Class", MAIN);
        attributes.putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
        attributes.putValue("Spring-Boot-Classpath-Index", "BOOT-INF/classpath.idx");
        Map<String, byte[]> all = new LinkedHashMap<>(content);
        all.put("BOOT-INF/classpath.idx", "- \"BOOT-INF/lib/a b.jar\"\n".getBytes(StandardCharsets.UTF_8));
        all.put("BOOT-INF/lib/a b.jar", emptyJar());
        Path jar = folder.resolve("app.jar");
        write(jar, manifest, all);
        return jar;
    }

    private static byte[] mainClass() throws IOException {
        try (InputStream in = Objects.requireNonNull(TinyServer.class.getResourceAsStream("TinyServer.class"))) {
            return in.readAllBytes();
        }
    }

    private static byte[] emptyJar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(new JarEntry("nothing"));
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
