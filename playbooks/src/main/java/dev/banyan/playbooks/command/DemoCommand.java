package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.playbook.Playbook;
import dev.banyan.cli.playbook.PlaybookFolder;
import dev.banyan.cli.playbook.Step;
import dev.banyan.cli.session.DryRun;
import dev.banyan.cli.session.Session;
import dev.banyan.playbooks.demo.Demo;
import dev.banyan.playbooks.demo.DemoOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a playbook on a stack of its own, under load and with faults, and proves that every promise held. */
@Command(
        name = "demo",
        description = "Play a whole migration here, under load and with kills; exits with 1 when a promise is broken.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "PLAYBOOK",
            defaultValue = "2016-payments",
            description = "Which one; default: ${DEFAULT-VALUE}.")
    private String playbook = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the monolith's data and the load; default: ${DEFAULT-VALUE}.")
    private long seed = 42;

    @Option(names = "--rate", paramLabel = "N", description = "Requests per second; default: ${DEFAULT-VALUE}.")
    private int rate = 200;

    @Option(names = "--members", paramLabel = "N", description = "The monolith's members; default: ${DEFAULT-VALUE}.")
    private int members = 10_000;

    @Option(names = "--shops", paramLabel = "N", description = "Its shops; default: ${DEFAULT-VALUE}.")
    private int shops = 500;

    @Option(
            names = "--orders",
            paramLabel = "N",
            description = "Its orders, each with a payment; default: ${DEFAULT-VALUE}.")
    private int orders = 50_000;

    @Option(names = "--keep", description = "Leave the stack running afterwards.")
    private boolean keep;

    @Option(
            names = "--contrast",
            paramLabel = "MODE",
            description = "What to show beside it: none is all that this playbook has.")
    private String contrast = "none";

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!contrast.equals("none")) {
            throw CommandFailure.usage("--contrast is " + contrast + "; " + playbook + " has none.");
        }
        Playbook chosen = PlaybookFolder.of(session, null).read(playbook);
        DemoOptions options = options();
        if (session.dryRun()) {
            session.output().print(DryRun.of(steps(chosen)));
            return ExitCode.OK.code();
        }
        return Demo.play(session, chosen, options);
    }

    private DemoOptions options() {
        try {
            return new DemoOptions(playbook, seed, rate, members, shops, orders, keep);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private List<String> steps(Playbook chosen) {
        List<String> steps = new ArrayList<>(List.of("banyan stack up", "banyan stack load --rate " + rate));
        for (Step step : chosen.steps()) {
            steps.add(step.run());
            steps.addAll(Demo.faultsAfter(step.name()));
        }
        steps.add("banyan verify " + chosen.phase());
        if (!keep) {
            steps.add("banyan stack down");
        }
        return steps;
    }
}
