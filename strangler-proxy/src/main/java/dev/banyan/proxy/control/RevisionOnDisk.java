package dev.banyan.proxy.control;

import dev.banyan.control.routing.Revision;
import dev.banyan.control.store.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** The last revision in force, kept for a start without the control store. A crash leaves the old one or the new one. */
final class RevisionOnDisk {
    private static final Logger LOG = LoggerFactory.getLogger(RevisionOnDisk.class);

    private final Path file;

    /** @param proxy the proxy's id: several may share a folder */
    RevisionOnDisk(Path folder, String proxy) {
        this.file = folder.resolve(proxy.replaceAll("[^A-Za-z0-9._-]", "_") + ".revision.json");
    }

    Path file() {
        return file;
    }

    /** Empty when there is none, or none that can be read. */
    Optional<Revision> load() {
        try {
            return Files.exists(file)
                    ? Optional.of(Json.read(Files.readString(file), Revision.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            LOG.warn("The revision in {} can't be read ({}); going on without it.", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** Returns once it is on the disk. */
    void save(Revision revision) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(Json.write(revision).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true); // or a power failure takes the new name back
        }
    }
}
