package dev.banyan.cli.playbook;

import dev.banyan.control.config.Durations;
import dev.banyan.control.yaml.InvalidFileException;
import dev.banyan.control.yaml.YamlFile;
import dev.banyan.control.yaml.YamlMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A list of banyan commands with what must be true after each. docs/playbooks.md describes the file.
 *
 * @param name the folder's name, such as {@code 2016-payments}
 * @param phase the phase that it leads; empty where it leads none
 * @param follows playbooks whose end it begins at; a demo of this one alone plays them first
 * @param needs entries of the stack that must run, in the order to start them
 * @param load what customers do meanwhile, for a demo; empty where nothing is said
 */
public record Playbook(
        String name,
        String title,
        String story,
        String phase,
        List<String> follows,
        List<String> needs,
        String load,
        List<Step> steps) {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    public Playbook {
        follows = List.copyOf(follows);
        needs = List.copyOf(needs);
        steps = List.copyOf(steps);
    }

    /** @throws InvalidFileException with every mistake of the file */
    public static Playbook read(Path file) {
        return YamlFile.read(file, Playbook::playbook);
    }

    static Playbook parse(String name, String text) {
        return YamlFile.parse(name, text, Playbook::playbook);
    }

    private static Playbook playbook(YamlMap map) {
        String name = map.text("playbook");
        if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9-]{0,59}")) {
            map.problem("playbook", "'" + name + "' must be lower case letters, digits and hyphens.");
        }
        List<Step> steps = map.maps("steps", Playbook::step);
        if (steps.isEmpty()) {
            map.problem("steps", "A playbook needs steps.");
        }
        Set<String> names = new HashSet<>();
        for (Step step : steps) {
            if (!names.add(step.name())) {
                map.problem("steps", "Step '" + step.name() + "' is there twice; give each a name of its own.");
            }
        }
        return new Playbook(
                name,
                map.text("title", ""),
                map.text("story", ""),
                map.text("phase", ""),
                map.texts("follows"),
                map.texts("needs"),
                map.text("load", ""),
                steps);
    }

    private static Step step(YamlMap map) {
        String name = map.text("name");
        if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9-]{0,59}")) {
            map.problem("name", "'" + name + "' must be lower case letters, digits and hyphens.");
        }
        List<Expectation> expectations = new ArrayList<>();
        for (String text : map.texts("expect")) {
            try {
                expectations.add(Expectation.parse(text));
            } catch (IllegalArgumentException e) {
                map.problem("expect", String.valueOf(e.getMessage()));
            }
        }
        String why = map.text("why");
        String run = map.text("run");
        Duration timeout = map.value("timeout", TIMEOUT, Durations::parse);
        int retries = map.integer("retries", 0);
        String ifFails = map.text("if-fails");
        String fault = map.text("fault", "");
        List<String> spares = map.texts("spares");
        if (fault.isEmpty() && !spares.isEmpty()) {
            map.problem("spares", "'spares' goes with 'fault': it names who must not notice it.");
        }
        boolean rests = map.flag("rests", false);
        try {
            CommandWords.split(run);
            return new Step(name, why, run, expectations, timeout, retries, ifFails, fault, spares, rests);
        } catch (IllegalArgumentException e) {
            if (!run.isEmpty()) {
                map.problem("run", String.valueOf(e.getMessage()));
            }
            return new Step(name, why, "banyan --version", expectations, timeout, 0, ifFails);
        }
    }
}
