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
import dev.banyan.playbooks.load.LoadPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a playbook on a stack of its own, under load and with faults, and proves that every promise held. */
@Command(
        name = "demo",
        description =
                "Play a migration, or the whole walk of them, here, under load and with kills; exits with 1 when a promise is broken.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            arity = "0..*",
            paramLabel = "PLAYBOOK",
            description = "Which, one after the other; default: the whole walk, 2015-ruby to 2017-search.")
    private List<String> names = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the monolith's data and the load; default: ${DEFAULT-VALUE}.")
    private long seed = 42;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Requests per second; default: 50, of 2016-payments alone 200.")
    private @Nullable Integer rate;

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

    @Option(names = "--interactive", description = "Wait for Enter before each step.")
    private boolean interactive;

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
            throw CommandFailure.usage("--contrast is " + contrast + "; no playbook has one.");
        }
        PlaybookFolder folder = PlaybookFolder.of(session, null);
        List<Playbook> playbooks = (names.isEmpty() ? Demo.walk() : names)
                .stream().distinct().map(folder::read).toList();
        DemoOptions options = options(mix(playbooks));
        if (session.dryRun()) {
            session.output().print(DryRun.of(steps(playbooks, options)));
            return ExitCode.OK.code();
        }
        return Demo.play(session, playbooks, options);
    }

    /** A playbook alone has its own load; several have one that suits them all. */
    private static LoadPlan.Mix mix(List<Playbook> playbooks) {
        List<LoadPlan.Mix> mixes = playbooks.stream().map(DemoCommand::mix).toList();
        return mixes.size() == 1 ? mixes.get(0) : LoadPlan.Mix.CITY;
    }

    private static LoadPlan.Mix mix(Playbook playbook) {
        return switch (playbook.load()) {
            case "", "payments" -> LoadPlan.Mix.PAYMENTS;
            case "city" -> LoadPlan.Mix.CITY;
            default ->
                throw CommandFailure.usage("Playbook '" + playbook.name() + "' has load: " + playbook.load()
                        + "; there are payments and city.");
        };
    }

    private DemoOptions options(LoadPlan.Mix mix) {
        int perSecond = rate != null ? rate : mix == LoadPlan.Mix.CITY ? 50 : 200;
        try {
            return new DemoOptions(mix, seed, perSecond, members, shops, orders, keep, interactive);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private List<String> steps(List<Playbook> playbooks, DemoOptions options) {
        boolean city = options.mix() == LoadPlan.Mix.CITY;
        List<String> steps = new ArrayList<>(
                List.of("banyan stack up", "banyan stack load --rate " + options.rate() + (city ? " --mix city" : "")));
        for (Playbook playbook : playbooks) {
            if (!playbook.needs().isEmpty()) {
                steps.add("banyan stack start " + String.join(" ", playbook.needs()));
            }
            for (Step step : playbook.steps()) {
                steps.add(step.run());
                steps.addAll(Demo.faultsAfter(playbook, step.name()));
            }
            if (city) {
                steps.add(Demo.blastRadius());
            }
            if (playbook.steps().stream().anyMatch(step -> step.run().startsWith("banyan verify"))) {
                steps.add("banyan verify " + playbook.phase());
            }
        }
        if (!keep) {
            steps.add("banyan stack down");
        }
        return steps;
    }
}
