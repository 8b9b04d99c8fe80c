package dev.banyan.kit.subscribe;

import dev.banyan.events.Event;
import dev.banyan.kit.source.Source;
import dev.banyan.kit.source.SourceDown;
import dev.banyan.kit.source.SourceRow;
import dev.banyan.kit.source.View;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows events that only say that a row of the source changed: fetches it (the aggregate's id is the row's) and writes it to the
 * view. Of many events for one row it fetches for those that tell a newer version than the view has. A row that is not there is
 * written as a tombstone; an answer older than the event is waited out.
 */
public final class ViewFetch implements Fetching {

    private final Set<String> types;
    private final View view;
    private final Source source;

    public ViewFetch(Set<String> types, View view, Source source) {
        this.types = Set.copyOf(types);
        this.view = view;
        this.source = source;
    }

    @Override
    public Set<String> types() {
        return types;
    }

    @Override
    public Optional<Runnable> prepare(Event event, Delivery delivery) {
        long known = view.version(event.aggregateId());
        if (!delivery.republished() && known >= event.aggregateVersion()) {
            return Optional.empty();
        }
        Optional<SourceRow> found = source.fetch(event.aggregateId());
        if (found.isEmpty()) {
            SourceRow tombstone = tombstone(event, Math.max(known, event.aggregateVersion()));
            return Optional.of(() -> view.write(List.of(tombstone), true));
        }
        SourceRow row = found.get();
        if (row.version() < event.aggregateVersion()) {
            throw new SourceDown("The source has version " + row.version() + " of " + event.aggregateId()
                    + ", and its event " + event.eventId() + " tells version " + event.aggregateVersion());
        }
        return Optional.of(() -> view.write(List.of(row), delivery.republished()));
    }

    private static SourceRow tombstone(Event event, long version) {
        LocalDateTime at = LocalDateTime.ofInstant(event.occurredAt(), ZoneId.systemDefault());
        return new SourceRow(
                event.aggregateId(), version, at, true, JsonMapper.shared().createObjectNode());
    }
}
