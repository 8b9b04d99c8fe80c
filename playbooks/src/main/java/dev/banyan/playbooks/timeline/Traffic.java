package dev.banyan.playbooks.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What customers saw. */
final class Traffic {

    /**
     * Of some requests.
     *
     * @param slow ended well, but after more than a second
     * @param longest in milliseconds
     */
    record Figures(long requests, long failed, long slow, long longest) {}

    private static final int TOO_FEW = 5;

    private final List<Seen> requests;

    Traffic(List<Seen> requests) {
        this.requests = List.copyOf(requests);
    }

    /** The part of the requests answered without an error that the monolith answered, 0 to 1; empty where there were hardly any. */
    Optional<Double> rubyShare(Span span) {
        List<Seen> answered = requests.stream()
                .filter(request -> request.answered() && span.contains(request.at()))
                .toList();
        if (answered.size() < TOO_FEW) {
            return Optional.empty();
        }
        return Optional.of((double) answered.stream().filter(Seen::ruby).count() / answered.size());
    }

    Figures of(Span span) {
        return figures(
                requests.stream().filter(request -> span.contains(request.at())).toList());
    }

    /** The times of all requests that began in a fault window, from the first to the last; empty where there were none. */
    Optional<Span> window(String name, Span within) {
        List<Seen> suffered = requests.stream()
                .filter(request -> request.window().equals(name) && within.contains(request.at()))
                .toList();
        return suffered.isEmpty()
                ? Optional.empty()
                : Optional.of(new Span(
                        suffered.stream().map(Seen::at).min(Instant::compareTo).orElseThrow(),
                        suffered.stream().map(Seen::at).max(Instant::compareTo).orElseThrow()));
    }

    private static Figures figures(List<Seen> seen) {
        return new Figures(
                seen.size(),
                seen.stream().filter(Seen::failed).count(),
                seen.stream().filter(Seen::slow).count(),
                seen.stream().mapToLong(Seen::millis).max().orElse(0));
    }
}
