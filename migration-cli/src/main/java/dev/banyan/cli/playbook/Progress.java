package dev.banyan.cli.playbook;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.control.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Which steps of a playbook are done, kept on disk so that a run goes on after a crash. */
final class Progress {
    private final Path file;
    private final Playbook playbook;
    private final List<String> done;

    /** What the file holds. */
    record Kept(String playbook, String fingerprint, List<String> done) {}

    private Progress(Path file, Playbook playbook, List<String> done) {
        this.file = file;
        this.playbook = playbook;
        this.done = new ArrayList<>(done);
    }

    /** @throws CommandFailure when the playbook has changed since the unfinished run that is on disk */
    static Progress load(Playbook playbook, Path stateDirectory, boolean restart) {
        Path file = stateDirectory.resolve("playbook-" + playbook.name() + ".json");
        if (restart || !Files.exists(file)) {
            return new Progress(file, playbook, List.of());
        }
        try {
            Kept kept = Json.read(Files.readString(file), Kept.class);
            if (!kept.fingerprint().equals(fingerprint(playbook))) {
                throw CommandFailure.refused("Playbook '" + playbook.name()
                        + "' has changed since the unfinished run that " + file
                        + " tells of. Begin anew with --restart, or take the change back.");
            }
            return new Progress(file, playbook, kept.done());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean done(Step step) {
        return done.contains(step.name());
    }

    /** Notes a step; once all are done there is nothing to resume, and the file goes. */
    void finish(Step step) {
        done.add(step.name());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (playbook.steps().stream().allMatch(this::done)) {
                Files.deleteIfExists(file);
                return;
            }
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, Json.write(new Kept(playbook.name(), fingerprint(playbook), done)));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(Playbook playbook) {
        CRC32 crc = new CRC32();
        playbook.steps()
                .forEach(step -> crc.update((step.name() + "\n" + step.run() + "\n" + step.expect() + "\n")
                        .getBytes(StandardCharsets.UTF_8)));
        return Long.toHexString(crc.getValue());
    }
}
