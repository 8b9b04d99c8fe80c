package dev.banyan.cli.stack;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A jar that starts fast. Spring Boot's runnable jars hold their libraries as jars within the jar, and reading classes through two of them is a third of
 * what a start costs; so they are unpacked beside the stack's state, once per build. Programs with the same libraries share them, and the
 * {@link ClassArchive} of these, which serves class paths that begin with them. Where a library would hide a file of the program, the program comes first
 * and goes without. The layout is that of Spring Boot's manual, <i>Nested JARs</i>. Other jars are run as they are.
 *
 * @param arguments of java, after its options: what to run
 * @param archive empty where there can be none
 */
record UnpackedJar(List<String> arguments, Optional<ClassArchive> archive) {
    private static final Attributes.Name START_CLASS = new Attributes.Name("Start-Class");
    private static final Attributes.Name INDEX = new Attributes.Name("Spring-Boot-Classpath-Index");
    private static final Attributes.Name CLASSES = new Attributes.Name("Spring-Boot-Classes");
    private static final String CLASSES_JAR = "classes.jar";
    private static final String LIBRARIES = "lib";
    private static final String LIBRARIES_JAR = "libraries.jar";
    /** Beside the classes where they must come first. */
    private static final String FIRST = "first";

    UnpackedJar {
        arguments = List.copyOf(arguments);
    }

    /**
     * What to run instead of this jar; safe for several starts at once, of several processes too.
     *
     * @param folder under which it is unpacked
     */
    static UnpackedJar of(Path jar, Path folder) throws IOException {
        try (JarFile packed = new JarFile(jar.toFile())) {
            Manifest manifest = packed.getManifest();
            String main = manifest == null ? null : manifest.getMainAttributes().getValue(START_CLASS);
            if (main == null) {
                return new UnpackedJar(List.of("-jar", jar.toString()), Optional.empty());
            }
            List<JarEntry> libraries = libraries(packed, manifest.getMainAttributes());
            Path shared = folder.resolve("libraries-" + mark(libraries));
            made(shared, half -> writeLibraries(packed, libraries, half));
            Path own = folder.resolve(
                    jar.getFileName() + "-" + Files.getLastModifiedTime(jar).toMillis() + "-" + Files.size(jar));
            String prefix = manifest.getMainAttributes().getValue(CLASSES);
            made(own, half -> {
                writeClasses(packed, prefix, half.resolve(CLASSES_JAR));
                if (hidden(half.resolve(CLASSES_JAR), shared.resolve(LIBRARIES), libraries)) {
                    Files.createFile(half.resolve(FIRST));
                }
            });
            return of(own, shared.resolve(LIBRARIES_JAR), main);
        }
    }

    private static UnpackedJar of(Path own, Path libraries, String main) {
        Path classes = own.resolve(CLASSES_JAR);
        return Files.exists(own.resolve(FIRST))
                ? new UnpackedJar(List.of("-cp", path(classes, libraries), main), Optional.empty())
                : new UnpackedJar(
                        List.of("-cp", path(libraries, classes), main), Optional.of(new ClassArchive(libraries)));
    }

    private static String path(Path first, Path second) {
        return first + File.pathSeparator + second;
    }

    /** As its index has them. */
    private static List<JarEntry> libraries(JarFile packed, Attributes attributes) throws IOException {
        List<JarEntry> libraries = new ArrayList<>();
        JarEntry index = entry(packed, attributes.getValue(INDEX));
        try (InputStream lines = packed.getInputStream(index)) {
            for (String line : new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String library = line.strip().replaceAll("^- \"|\"$", "");
                if (!library.isEmpty()) {
                    libraries.add(entry(packed, library));
                }
            }
        }
        return libraries;
    }

    private static JarEntry entry(JarFile packed, String name) throws IOException {
        JarEntry entry = packed.getJarEntry(name);
        if (entry == null) {
            throw new IOException(packed.getName() + " lacks " + name + ", which it names itself");
        }
        return entry;
    }

    /** The same for the same libraries in the same order. */
    private static String mark(List<JarEntry> libraries) {
        StringBuilder all = new StringBuilder();
        libraries.forEach(library -> all.append(fileName(library))
                .append(' ')
                .append(library.getCrc())
                .append(' ')
                .append(library.getSize())
                .append('\n'));
        return UUID.nameUUIDFromBytes(all.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String fileName(JarEntry library) {
        return library.getName().substring(library.getName().lastIndexOf('/') + 1);
    }

    private static void writeLibraries(JarFile packed, List<JarEntry> libraries, Path folder) throws IOException {
        Files.createDirectories(folder.resolve(LIBRARIES));
        List<String> path = new ArrayList<>();
        for (JarEntry library : libraries) {
            try (InputStream content = packed.getInputStream(library)) {
                Files.copy(content, folder.resolve(LIBRARIES).resolve(fileName(library)));
            }
            path.add(url(LIBRARIES + "/" + fileName(library)));
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", path));
        try (OutputStream out = Files.newOutputStream(folder.resolve(LIBRARIES_JAR));
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }

    private static String url(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(path + " is no path in a jar", e);
        }
    }

    /** Folders have entries of their own, without which Spring finds no class by its package. */
    private static void writeClasses(JarFile packed, String prefix, Path to) throws IOException {
        Set<String> folders = new LinkedHashSet<>();
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(to))) {
            jar.setLevel(0);
            for (JarEntry entry : (Iterable<JarEntry>) packed.stream()::iterator) {
                if (Path.of(entry.getName()).normalize().startsWith("..")) {
                    throw new IOException(packed.getName() + " has an entry that leads out of it: " + entry.getName());
                }
                if (!entry.getName().startsWith(prefix) || entry.isDirectory()) {
                    continue;
                }
                String name = entry.getName().substring(prefix.length());
                for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
                    if (folders.add(name.substring(0, end + 1))) {
                        jar.putNextEntry(new JarEntry(name.substring(0, end + 1)));
                    }
                }
                jar.putNextEntry(new JarEntry(name));
                try (InputStream content = packed.getInputStream(entry)) {
                    content.transferTo(jar);
                }
            }
        }
    }

    /** Whether a library would hide a file of the program, were it asked first. */
    private static boolean hidden(Path classes, Path folder, List<JarEntry> libraries) throws IOException {
        List<String> files;
        try (JarFile own = new JarFile(classes.toFile())) {
            files = own.stream()
                    .filter(entry -> !entry.isDirectory() && !entry.getName().startsWith("META-INF/"))
                    .map(JarEntry::getName)
                    .toList();
        }
        for (JarEntry library : libraries) {
            try (JarFile jar = new JarFile(folder.resolve(fileName(library)).toFile())) {
                if (files.stream().anyMatch(file -> jar.getEntry(file) != null)) {
                    return true;
                }
            }
        }
        return false;
    }

    private interface Writing {
        void into(Path folder) throws IOException;
    }

    private static void made(Path folder, Writing writing) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder.getParent());
        Path half = Files.createTempDirectory(folder.getParent(), "half-");
        writing.into(half);
        publish(half, folder);
    }

    /** Whoever was first has published the same. */
    private static void publish(Path half, Path unpacked) throws IOException {
        try {
            Files.move(half, unpacked, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(unpacked)) {
                throw e;
            }
            try (Stream<Path> left = Files.walk(half)) {
                for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
