package dev.banyan.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Random passwords, made on first use and kept, one file each that only its owner may read. */
final class Secrets {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Path folder;

    Secrets(Path folder) {
        this.folder = folder;
    }

    synchronized String value(String name) {
        try {
            return Files.readString(file(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that holds the secret; it exists. */
    synchronized Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new StackException(
                    "'" + name + "' can't name a secret: use letters, digits, '-' and '_', at most 64.");
        }
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            try {
                PrivateFiles.write(file, HexFormat.of().formatHex(random) + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }
}
