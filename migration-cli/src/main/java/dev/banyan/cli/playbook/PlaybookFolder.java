package dev.banyan.cli.playbook;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Session;
import dev.banyan.control.yaml.DidYouMean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that holds playbooks, each in a folder of its own. */
public final class PlaybookFolder {
    private static final String FILE = "playbook.yaml";

    private final Path folder;

    private PlaybookFolder(Path folder) {
        this.folder = folder;
    }

    /** {@code given}, else {@code ./playbooks}, else that of the project or installation. */
    public static PlaybookFolder of(Session session, @Nullable Path given) {
        if (given != null) {
            return new PlaybookFolder(session.directory().resolve(given));
        }
        Path here = session.directory().resolve("playbooks");
        return new PlaybookFolder(
                Files.isDirectory(here) ? here : session.home().resolve("playbooks"));
    }

    /** Names of all playbooks, in order. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.usage("There is no folder " + folder + ". Name another with --dir.");
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(each -> Files.isRegularFile(each.resolve(FILE)))
                    .map(each -> each.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The playbook that shows the same in another mode, {@code contrast-MODE.yaml} beside it.
     *
     * @throws CommandFailure when it has no such contrast
     */
    public Playbook contrast(String name, String mode) {
        read(name);
        Path file = folder.resolve(name).resolve("contrast-" + mode + ".yaml");
        if (!mode.matches("[a-z][a-z-]*") || !Files.isRegularFile(file)) {
            throw CommandFailure.usage(
                    "Playbook '" + name + "' has no contrast '" + mode + "': there is no " + file + ".");
        }
        return Playbook.read(file);
    }

    /** @throws CommandFailure when there is no such playbook */
    public Playbook read(String name) {
        if (!names().contains(name)) {
            throw CommandFailure.usage("There is no playbook '" + name + "' in " + folder + ". There are: "
                    + String.join(", ", names()) + "." + DidYouMean.hint(name, names()));
        }
        return Playbook.read(folder.resolve(name).resolve(FILE));
    }
}
