package dev.banyan.kit.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a process of its own runs.
 *
 * @param name of its log
 * @param arguments of {@code java}, before those of the service
 */
record Program(String name, List<String> arguments) {

    Program {
        arguments = List.copyOf(arguments);
    }

    /** The service that is tested, from the test's own class path. */
    static Program of(Class<?> application) {
        return new Program(
                application.getSimpleName(),
                List.of("-cp", System.getProperty("java.class.path"), application.getName()));
    }

    /**
     * Another service, as it is shipped.
     *
     * @param artifact of the jar with the classifier {@code app}, which must be on the test's class path
     */
    static Program ofJar(String artifact) {
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            String file = String.valueOf(Path.of(entry).getFileName());
            if (file.startsWith(artifact + "-") && file.endsWith("-app.jar")) {
                return new Program(artifact, List.of("-jar", entry));
            }
        }
        throw new IllegalStateException("There is no " + artifact
                + "-...-app.jar on the class path. Make it a dependency of the tests, with the classifier 'app'.");
    }

    /** What it writes. Not the test's own output, by which the build talks to it. */
    Path log() {
        return Path.of("target", name + ".log");
    }
}
