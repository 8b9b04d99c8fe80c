package dev.banyan.control.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A file that breaks its rules; carries every problem found, in the order of their lines. */
public final class InvalidFileException extends RuntimeException {
    private final transient List<Problem> problems;

    public InvalidFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
