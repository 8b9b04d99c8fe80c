package dev.banyan.cli.stack;

import dev.banyan.mariadb.OsProcess;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The classes of a set of libraries, read, checked and laid out once, so that whoever starts with the same libraries maps them into memory: that saves a
 * third of what a start costs. The first start notes what classes it loads; when it serves, a JVM of its own makes the archive, in the background. Starts
 * in the meantime go without. A JVM passes over an archive that does not fit it. See the Java Virtual Machine Guide, <i>Class Data Sharing</i>.
 */
final class ClassArchive {
    /** How a static archive begins, once it is complete: the JVM writes its head last. */
    private static final int MAGIC = 0xf00baba2;

    /**
     * With what processor time others leave: where sessions share it evenly, niceness is looked at within a session only, and the session has one of its own. See sched(7), <i>The autogroup
     * feature</i>.
     */
    private static final List<String> IN_BACKGROUND = List.of(
            "sh", "-c", "{ echo 19 > /proc/self/autogroup; } 2> /dev/null; exec nice -n 19 \"$@\"", "banyan-archive");

    private static final int LONGEST_LINE = 4096;
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    /** {@code 1} for stacks that are gone before an archive has paid: none is made then, and those that are there are used. */
    private static final String NONE_MADE = "BANYAN_NO_ARCHIVES";

    private final Path libraries;
    private final Path file;
    private final Path loaded;
    private final boolean wanted;
    private boolean noting;

    /** @param libraries the jar that names the libraries; the archive is made beside it */
    ClassArchive(Path libraries) {
        this(libraries, System.getenv());
    }

    ClassArchive(Path libraries, Map<String, String> environment) {
        this.libraries = libraries;
        this.wanted = !"1".equals(environment.get(NONE_MADE));
        String version = Runtime.version().toString().replaceAll("[^A-Za-z0-9.]", "-");
        this.file = libraries.resolveSibling("classes-" + version + ".jsa");
        this.loaded = libraries.resolveSibling("classes-" + version + ".loaded");
    }

    /** Options for a start with these libraries: to use the archive, or to note what it is to be made of, or none. */
    List<String> options() throws IOException {
        if (isMade()) {
            return List.of("-XX:SharedArchiveFile=" + file);
        }
        noting = wanted && claimed();
        return noting ? List.of("-XX:DumpLoadedClassList=" + loaded) : List.of();
    }

    /** The start for which the options were has come to its end: if it was to note its classes, the archive is made of them now. */
    void started(String java) {
        if (noting) {
            noting = false;
            try {
                make(java);
            } catch (IOException e) {
                // Without an archive starts are slower, and no worse.
            }
        }
    }

    private void make(String java) throws IOException {
        Path list = libraries.resolveSibling(loaded.getFileName() + ".list");
        String noted = Files.readString(loaded, StandardCharsets.UTF_8);
        Files.write(
                list, readable(noted.substring(0, noted.lastIndexOf('\n') + 1))); // the last line may be half written
        List<String> command = new ArrayList<>(IN_BACKGROUND);
        command.addAll(List.of(
                java,
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + file,
                "-cp",
                libraries.toString()));
        new ProcessBuilder(OsProcess.inOwnSession(command))
                .redirectErrorStream(true)
                .redirectOutput(libraries.resolveSibling("classes.log").toFile())
                .start();
    }

    /** A JVM writes lines that it refuses to read. */
    private static List<String> readable(String list) {
        return list.lines().filter(line -> line.length() < LONGEST_LINE).toList();
    }

    boolean isMade() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) < Integer.BYTES) {
            return false;
        }
        try (DataInputStream head = new DataInputStream(Files.newInputStream(file))) {
            int magic = head.readInt(); // in the order of bytes that the machine has
            return magic == MAGIC || magic == Integer.reverseBytes(MAGIC);
        }
    }

    /** One start notes, and no other meanwhile; one that never came to its end is followed by another. */
    private boolean claimed() throws IOException {
        try {
            Files.createFile(loaded);
            return true;
        } catch (FileAlreadyExistsException e) {
            FileTime since = Files.getLastModifiedTime(loaded);
            if (since.toInstant().plus(LONGEST_START).isAfter(Instant.now())) {
                return false;
            }
            Files.deleteIfExists(loaded);
            return claimed();
        }
    }
}
