package dev.banyan.control.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A password or token that never prints itself. */
public record Secret(String value) {
    /**
     * Resolves the text of a secret: {@code ${NAME}} from the environment, {@code file:PATH} from a file (its trailing
     * line end cut), anything else as it stands.
     *
     * @throws IllegalArgumentException when the variable is not set or the file can't be read
     */
    static Secret resolve(String text, Map<String, String> environment) {
        if (text.startsWith("${") && text.endsWith("}")) {
            String name = text.substring(2, text.length() - 1);
            String value = environment.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the environment variable " + name + " is not set. Run: export "
                        + name + "=... or name a file with file:PATH.");
            }
            return new Secret(value);
        }
        if (text.startsWith("file:")) {
            try {
                return new Secret(Files.readString(Path.of(text.substring(5))).strip());
            } catch (IOException e) {
                throw new IllegalArgumentException("can't read it: " + e.getMessage() + ".", e);
            }
        }
        return new Secret(text);
    }

    @Override
    public String toString() {
        return "***";
    }
}
