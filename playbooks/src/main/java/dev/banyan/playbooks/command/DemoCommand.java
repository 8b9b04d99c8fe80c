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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            description = "Which, one after the other; default: the whole walk, 2015-ruby to 2019-freedom.")
    private List<String> names = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the monolith's data and the load; default: ${DEFAULT-VALUE}.")
    private long seed = 42;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Requests per second; default: 24, of 2016-payments alone 200.")
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
            description =
                    "Play it again in another mode and show both side by side: 2018-reviews has api, 2018-12-ads api-only.")
    private String contrast = DemoOptions.NO_CONTRAST;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        PlaybookFolder folder = PlaybookFolder.of(session, null);
        List<Playbook> playbooks = withWhatTheyFollow(names.isEmpty() ? Demo.walk() : names, folder);
        DemoOptions options = options(mix(playbooks));
        List<Playbook> inContrast = contrast.equals(DemoOptions.NO_CONTRAST) ? List.of() : inContrast(folder);
        if (session.dryRun()) {
            List<String> steps = new ArrayList<>(steps(playbooks, options));
            if (!inContrast.isEmpty()) {
                steps.addAll(steps(inContrast, options));
            }
            session.output().print(DryRun.of(steps));
            return ExitCode.OK.code();
        }
        return inContrast.isEmpty()
                ? Demo.play(session, playbooks, options)
                : Demo.contrast(session, playbooks, inContrast, options, contrast);
    }

    /** What the contrast follows, and the contrast itself. */
    private List<Playbook> inContrast(PlaybookFolder folder) {
        if (names.size() != 1) {
            throw CommandFailure.usage(
                    "--contrast goes with one playbook, such as: banyan demo 2018-reviews --contrast api");
        }
        if (keep) {
            throw CommandFailure.usage(
                    "--contrast does not go with --keep: it plays on two stacks, one after the other.");
        }
        Playbook other = folder.contrast(names.get(0), contrast);
        List<Playbook> all =
                new ArrayList<>(other.follows().isEmpty() ? List.of() : withWhatTheyFollow(other.follows(), folder));
        all.add(other);
        return all;
    }

    /** Each after those that it follows, which follow others in turn, and once. */
    private static List<Playbook> withWhatTheyFollow(List<String> names, PlaybookFolder folder) {
        Map<String, Playbook> playbooks = new LinkedHashMap<>();
        names.forEach(name -> add(name, List.of(), folder, playbooks));
        return List.copyOf(playbooks.values());
    }

    private static void add(
            String name, List<String> followers, PlaybookFolder folder, Map<String, Playbook> playbooks) {
        List<String> chain = new ArrayList<>(followers);
        chain.add(name);
        if (followers.contains(name)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "Playbooks follow each other in a circle: " + String.join(" follows ", chain)
                            + ". Take one of these out of its playbook.yaml's 'follows'.");
        }
        if (!playbooks.containsKey(name)) {
            Playbook playbook = folder.read(name);
            playbook.follows().forEach(before -> add(before, chain, folder, playbooks));
            playbooks.put(name, playbook);
        }
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
        int perSecond = rate != null ? rate : mix == LoadPlan.Mix.CITY ? 24 : 200;
        try {
            return new DemoOptions(
                    mix, seed, perSecond, members, shops, orders, keep, interactive, DemoOptions.NO_CONTRAST);
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
