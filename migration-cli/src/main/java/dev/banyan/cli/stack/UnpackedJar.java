package dev.banyan.cli.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A jar that starts fast. Spring Boot's runnable jars hold their libraries as jars within the jar, and reading classes through two of them is a third of
 * what a start costs; so they are unpacked beside the stack's state, once per build, and run by a jar that only names what belongs to them. The
 * layout is that of Spring Boot's manual, <i>Nested JARs</i>. Other jars are run as they are.
 */
final class UnpackedJar {
    private static final Attributes.Name START_CLASS = new Attributes.Name("Start-Class");
    private static final Attributes.Name INDEX = new Attributes.Name("Spring-Boot-Classpath-Index");
    private static final Attributes.Name CLASSES = new Attributes.Name("Spring-Boot-Classes");
    private static final String RUNNER = "run.jar";

    private UnpackedJar() {}

    /**
     * The jar to run instead of this one; safe for several starts at once, of several processes too.
     *
     * @param folder under which it is unpacked
     */
    static Path of(Path jar, Path folder) throws IOException {
        try (JarFile packed = new JarFile(jar.toFile())) {
            Manifest manifest = packed.getManifest();
            String main = manifest == null ? null : manifest.getMainAttributes().getValue(START_CLASS);
            if (main == null) {
                return jar;
            }
            Path unpacked = folder.resolve(
                    jar.getFileName() + "-" + Files.getLastModifiedTime(jar).toMillis() + "-" + Files.size(jar));
            if (!Files.isDirectory(unpacked)) {
                Files.createDirectories(folder);
                Path half = Files.createTempDirectory(folder, "half-");
                unpack(packed, half);
                writeRunner(manifest.getMainAttributes(), main, half);
                publish(half, unpacked);
            }
            return unpacked.resolve(RUNNER);
        }
    }

    private static void unpack(JarFile packed, Path to) throws IOException {
        Enumeration<JarEntry> entries = packed.entries();
        while (entries.hasMoreElements()) {
            JarEntry entry = entries.nextElement();
            Path target = to.resolve(entry.getName()).normalize();
            if (!target.startsWith(to)) {
                throw new IOException(packed.getName() + " has an entry that leads out of it: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.getParent());
                try (InputStream content = packed.getInputStream(entry)) {
                    Files.copy(content, target);
                }
            }
        }
    }

    /** Classes first, then libraries in the order of their index, as the packed jar has them. */
    private static void writeRunner(Attributes attributes, String main, Path folder) throws IOException {
        List<String> path = new ArrayList<>();
        path.add(attributes.getValue(CLASSES));
        for (String line : Files.readAllLines(folder.resolve(attributes.getValue(INDEX)))) {
            String library = line.strip().replaceAll("^- \"|\"$", "");
            if (!library.isEmpty()) {
                path.add(library);
            }
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        String.join(" ", path.stream().map(UnpackedJar::url).toList()));
        try (OutputStream out = Files.newOutputStream(folder.resolve(RUNNER));
                JarOutputStream runner = new JarOutputStream(out, manifest)) {
            runner.finish();
        }
    }

    private static String url(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(path + " is no path in a jar", e);
        }
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
