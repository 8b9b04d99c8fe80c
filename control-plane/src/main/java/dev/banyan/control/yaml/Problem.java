package dev.banyan.control.yaml;

/** One mistake in a file: what and how to mend it, and the line (1-based; 0 when the file as a whole is meant). */
public record Problem(String file, int line, String message) {
    @Override
    public String toString() {
        return line > 0 ? message + " (" + file + ":" + line + ")" : message + " (" + file + ")";
    }
}
