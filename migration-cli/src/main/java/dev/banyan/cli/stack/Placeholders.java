package dev.banyan.cli.stack;

import dev.banyan.control.yaml.DidYouMean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${port.NAME}}, {@code ${port.NAME.EXTRA}}, {@code ${secret.NAME}}, {@code ${secret-file.NAME}}, {@code ${env.NAME}},
 * {@code ${dir}}, {@code ${home}} and {@code ${java}}. Other {@code ${...}} are left as they are in files, and are mistakes in a stack file.
 */
final class Placeholders {

    private static final Pattern FORM = Pattern.compile("\\$\\{([^}]*)}");
    private static final Set<String> WORDS = Set.of("dir", "home", "java");
    private static final Set<String> FAMILIES = Set.of("port", "secret", "secret-file", "env");

    private final Path dir;
    private final Path home;
    private final Map<String, Integer> ports;
    private final Secrets secrets;

    Placeholders(Path dir, Path home, Map<String, Integer> ports, Secrets secrets) {
        this.dir = dir;
        this.home = home;
        this.ports = Map.copyOf(ports);
        this.secrets = secrets;
    }

    /** What is wrong with the placeholders of a text, in words. */
    static List<String> unknown(String text, Set<String> portKeys) {
        List<String> problems = new ArrayList<>();
        Matcher matcher = FORM.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (!isOurs(name)) {
                problems.add(
                        "unknown placeholder " + matcher.group() + ". Known: ${dir}, ${home}, ${java}, ${port.NAME},"
                                + " ${secret.NAME}, ${secret-file.NAME}, ${env.NAME}.");
            } else if (name.startsWith("port.") && !portKeys.contains(name.substring(5))) {
                problems.add("no entry has the port " + matcher.group() + ". There are: " + String.join(", ", portKeys)
                        + "." + DidYouMean.hint(name.substring(5), portKeys));
            }
        }
        return problems;
    }

    String replace(String text) {
        return FORM.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            return Matcher.quoteReplacement(isOurs(name) ? value(name) : match.group());
        });
    }

    List<String> replace(List<String> texts) {
        return texts.stream().map(this::replace).toList();
    }

    private static boolean isOurs(String name) {
        int dot = name.indexOf('.');
        return WORDS.contains(name)
                || (dot > 0 && dot < name.length() - 1 && FAMILIES.contains(name.substring(0, dot)));
    }

    private String value(String name) {
        String rest = name.substring(name.indexOf('.') + 1);
        return switch (name.substring(0, name.length() - rest.length())) {
            case "port." -> port(rest);
            case "secret." -> secrets.value(rest);
            case "secret-file." -> secrets.file(rest).toString();
            case "env." -> environment(rest);
            default ->
                switch (name) {
                    case "dir" -> dir.toString();
                    case "home" -> home.toString();
                    default ->
                        Path.of(System.getProperty("java.home"), "bin", "java").toString();
                };
        };
    }

    private String port(String key) {
        Integer port = ports.get(key);
        if (port == null) {
            throw new StackException("No entry of the stack has the port '" + key + "'. There are: "
                    + String.join(", ", ports.keySet()) + "." + DidYouMean.hint(key, ports.keySet()));
        }
        return port.toString();
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new StackException("The stack needs the environment variable " + name + ". Set it and try again.");
        }
        return value;
    }
}
