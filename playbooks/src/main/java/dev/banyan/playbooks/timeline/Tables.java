package dev.banyan.playbooks.timeline;

import dev.banyan.playbooks.load.Kind;
import dev.banyan.playbooks.load.WindowFigures;
import dev.banyan.playbooks.timeline.PlayedPhase.Move;
import dev.banyan.playbooks.timeline.Table.Cell;
import dev.banyan.playbooks.timeline.Table.Tone;
import dev.banyan.playbooks.timeline.Timeline.Chapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The timeline's figures as tables; those that would be empty are left out. */
final class Tables {
    private static final String BLAST_RADIUS = "blast-radius";
    private static final String NOTHING = "-";

    private final Timeline timeline;

    Tables(Timeline timeline) {
        this.timeline = timeline;
    }

    List<Table> all() {
        return Stream.of(years(), queries(), radius(), troubles(), windows(), lags(), shifts(), promises())
                .filter(table -> !table.rows().isEmpty())
                .toList();
    }

    private Table years() {
        return new Table(
                "The years",
                "Each playbook as it was played, and how much of the work was Ruby's, the monolith's, meanwhile.",
                List.of(
                        "",
                        "Playbook",
                        "Began",
                        "Took",
                        "Ruby answered",
                        "Ruby's statements/s",
                        "Requests",
                        "Failed",
                        "Promises"),
                numbered((number, chapter) -> List.of(
                        Cell.of("%d", number),
                        Cell.of(chapter.phase().playbook()),
                        Cell.of(Text.clock(chapter.from())),
                        Cell.of(Text.clock(chapter.to() - chapter.from())),
                        chapter.rubyShare()
                                .map(share -> new Cell(Text.percent(share), share, Tone.MUCH))
                                .orElse(Cell.of(NOTHING)),
                        chapter.queries()
                                .map(rates -> Cell.of("%,.0f", sum(rates)))
                                .orElse(Cell.of(NOTHING)),
                        Cell.of("%,d", chapter.phase().requests()),
                        hit(chapter.phase().failed()),
                        verdict(chapter.phase()))));
    }

    private Table queries() {
        Map<String, Double> most = new TreeMap<>();
        timeline.chapters()
                .forEach(chapter -> chapter.queries()
                        .ifPresent(
                                rates -> rates.forEach((capability, rate) -> most.merge(capability, rate, Math::max))));
        double all =
                most.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        List<List<Cell>> rows = most.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(entry -> row(
                        entry.getKey(),
                        chapter -> chapter.queries()
                                .map(rates -> rate(rates.getOrDefault(entry.getKey(), 0.0), all))
                                .orElse(Cell.of(NOTHING))))
                .toList();
        return new Table(
                "Ruby's statements by capability",
                "A second, on average over each playbook, of all monoliths that ran.",
                byPhase("Capability"),
                rows);
    }

    private static Cell rate(double rate, double most) {
        String text = rate > 0 && rate < 10
                ? String.format(Locale.ROOT, "%.1f", rate)
                : String.format(Locale.ROOT, "%,.0f", rate);
        return new Cell(text, most <= 0 ? 0 : rate / most, Tone.MUCH);
    }

    private Table radius() {
        List<String> kinds = Arrays.stream(Kind.values())
                .map(Kind::group)
                .distinct()
                .filter(kind -> timeline.chapters().stream()
                        .anyMatch(chapter -> locked(chapter, kind).requests() > 0))
                .toList();
        return new Table(
                "The blast radius",
                "The monolith's review tables are locked for five seconds after each playbook. Of a hundred requests of each kind, so many failed"
                        + " or waited for more than a second.",
                byPhase("Requests"),
                kinds.stream()
                        .map(kind -> row(kind, chapter -> percent(locked(chapter, kind))))
                        .toList());
    }

    private static WindowFigures.Kind locked(Chapter chapter, String kind) {
        return chapter.phase().windows().stream()
                .filter(window -> window.name().equals(BLAST_RADIUS))
                .map(window -> window.kind(kind))
                .findFirst()
                .orElse(new WindowFigures.Kind(0, 0, 0));
    }

    private static Cell percent(WindowFigures.Kind kind) {
        return kind.requests() == 0
                ? Cell.of(NOTHING)
                : new Cell(kind.percentHit() + " %", kind.percentHit() / 100.0, Tone.HIT);
    }

    private Table troubles() {
        return new Table(
                "What was broken",
                "Every fault but the one that measures the blast radius, and what customers saw: of those whose requests began in its window, or,"
                        + " where nobody was to notice, in the "
                        + Trouble.WATCHED_SECONDS + " seconds that followed.",
                List.of("At", "Playbook", "Command", "Window", "Requests", "Failed", "Over a second", "Longest"),
                timeline.troubles().stream()
                        .filter(trouble -> !measuresBlastRadius(trouble))
                        .map(trouble -> List.of(
                                Cell.of(Text.clock(trouble.seconds())),
                                Cell.of(trouble.playbook()),
                                Cell.of(trouble.command().replaceFirst("^banyan ", "")),
                                Cell.of(trouble.window().isEmpty() ? NOTHING : trouble.window()),
                                Cell.of("%,d", trouble.customers().requests()),
                                hit(trouble.customers().failed()),
                                hit(trouble.customers().slow()),
                                Cell.of("%,d ms", trouble.customers().longest())))
                        .toList());
    }

    private static boolean measuresBlastRadius(Trouble trouble) {
        return trouble.window().equals(BLAST_RADIUS) && trouble.command().startsWith("banyan stack fault lock");
    }

    private Table windows() {
        List<List<Cell>> rows = new ArrayList<>();
        timeline.chapters()
                .forEach(chapter -> chapter.phase().windows().stream()
                        .filter(window -> !window.name().equals(BLAST_RADIUS))
                        .forEach(window -> rows.add(List.of(
                                Cell.of(chapter.phase().playbook()),
                                Cell.of(window.name()),
                                Cell.of("%,d", window.requests()),
                                hit(window.failed()),
                                hit(window.slow()),
                                Cell.of(worst(window))))));
        return new Table(
                "Who noticed",
                "Each fault's window, until its backlog was gone: the share of each kind of request that failed or waited for more than a second.",
                List.of("Playbook", "Window", "Requests", "Failed", "Over a second", "Hit"),
                rows);
    }

    private static String worst(WindowFigures window) {
        String hit = window.kinds().entrySet().stream()
                .filter(kind -> kind.getValue().percentHit() > 0)
                .sorted(Comparator.comparing(kind -> -kind.getValue().percentHit()))
                .map(kind -> kind.getKey() + " " + kind.getValue().percentHit() + " %")
                .collect(Collectors.joining(", "));
        return hit.isEmpty() ? "nobody" : hit;
    }

    private Table lags() {
        TreeSet<String> streams = new TreeSet<>();
        timeline.chapters().forEach(chapter -> streams.addAll(chapter.lags().keySet()));
        return new Table(
                "How far streams were behind",
                "In milliseconds, sampled about once a second: the median and the longest.",
                byPhase("Stream"),
                streams.stream()
                        .map(stream -> row(stream, chapter -> {
                            Lags.Figures figures = chapter.lags().get(stream);
                            return figures == null
                                    ? Cell.of(NOTHING)
                                    : Cell.of("%,d / %,d", figures.median(), figures.longest());
                        }))
                        .toList());
    }

    private Table shifts() {
        List<List<Cell>> rows = timeline.chapters().stream()
                .map(Chapter::phase)
                .filter(phase -> !phase.moves().isEmpty())
                .map(phase -> {
                    List<Long> holds = phase.moves().stream()
                            .map(Move::holdMillis)
                            .sorted()
                            .toList();
                    return List.of(
                            Cell.of(phase.playbook()),
                            Cell.of(boundary(phase.moves())),
                            Cell.of("%d ms", Lags.median(holds)),
                            Cell.of("%d ms", holds.get(holds.size() - 1)),
                            Cell.of(
                                    "%,d",
                                    phase.moves().stream()
                                            .mapToLong(Move::heldRequests)
                                            .sum()));
                })
                .toList();
        return new Table(
                "Shifts",
                "Every attempt to move the boundary between Ruby and a service, and how long writes were held for it.",
                List.of("Playbook", "Boundary", "Median hold", "Longest hold", "Writes that waited"),
                rows);
    }

    private static String boundary(List<Move> moves) {
        return moves.get(0).from()
                + moves.stream()
                        .map(move -> " \u2192 " + move.to()
                                + (move.outcome().equals("DONE")
                                        ? ""
                                        : " (" + move.outcome().toLowerCase(Locale.ROOT) + ")"))
                        .collect(Collectors.joining());
    }

    private Table promises() {
        return new Table(
                "The promises",
                "What was looked up after each playbook, of every write that customers were told is done.",
                List.of("Playbook", "Writes told done", "Lost", "Doubled", "Different", "Promises", "Broken"),
                timeline.chapters().stream()
                        .map(Chapter::phase)
                        .map(phase -> List.of(
                                Cell.of(phase.playbook()),
                                Cell.of("%,d", phase.acknowledgedWrites()),
                                hit(phase.lost()),
                                hit(phase.doubled()),
                                hit(phase.different()),
                                verdict(phase),
                                Cell.of(phase.kept() ? NOTHING : String.join("; ", phase.broken()))))
                        .toList());
    }

    private static Cell verdict(PlayedPhase phase) {
        return phase.kept() ? new Cell("kept", 1, Tone.GOOD) : new Cell("BROKEN", 1, Tone.BAD);
    }

    private static Cell hit(long count) {
        return new Cell(String.format(Locale.ROOT, "%,d", count), count == 0 ? 0 : 0.5, Tone.HIT);
    }

    private List<String> byPhase(String first) {
        List<String> head = new ArrayList<>(List.of(first));
        timeline.chapters()
                .forEach(chapter -> head.add(Text.shortName(chapter.phase().playbook())));
        return head;
    }

    private List<Cell> row(String first, Function<Chapter, Cell> cell) {
        List<Cell> row = new ArrayList<>(List.of(Cell.of(first)));
        timeline.chapters().forEach(chapter -> row.add(cell.apply(chapter)));
        return row;
    }

    private List<List<Cell>> numbered(BiFunction<Integer, Chapter, List<Cell>> row) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < timeline.chapters().size(); i++) {
            rows.add(row.apply(i + 1, timeline.chapters().get(i)));
        }
        return rows;
    }

    private static double sum(Map<String, Double> rates) {
        return rates.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
