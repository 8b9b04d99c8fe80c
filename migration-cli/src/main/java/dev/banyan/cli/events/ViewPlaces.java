package dev.banyan.cli.events;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.EventSettings;
import dev.banyan.control.config.EventSettings.ViewPlace;
import dev.banyan.control.config.Site;
import dev.banyan.control.yaml.DidYouMean;
import java.net.URI;
import java.util.Map;

/** Where a view and its source answer, as {@code events.views} of migration.yaml names them. */
record ViewPlaces(String view, String name, String source, URI sourceAt, String service, URI serviceAt) {

    /** @throws CommandFailure when there is no such view */
    static ViewPlaces of(Session session, String view) {
        EventSettings events = session.migration().events();
        Map<String, ViewPlace> views = events == null ? Map.of() : events.views();
        ViewPlace place = views.get(view);
        if (place == null) {
            throw CommandFailure.usage("There is no view '" + view + "'. Declared under events.views: "
                    + (views.isEmpty() ? "none" : String.join(", ", views.keySet())) + "."
                    + DidYouMean.hint(view, views.keySet()) + " (" + session.config() + ")");
        }
        return new ViewPlaces(
                view,
                place.name(),
                place.source(),
                at(session, place.source()),
                place.service(),
                at(session, place.service()));
    }

    private static URI at(Session session, String service) {
        Site site = session.migration().services().get(service);
        if (site == null) {
            throw new IllegalArgumentException("No service '" + service + "'.");
        }
        return URI.create(site.http().get(0));
    }
}
