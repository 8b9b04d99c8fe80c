package dev.banyan.search.indexing;

import dev.banyan.search.documents.Origin;
import dev.banyan.search.documents.ShopDocuments;
import dev.banyan.search.engine.Engine;
import dev.banyan.search.rows.ShopVersions;
import dev.banyan.search.rows.ShopVersions.Versioned;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of indexing, each a transaction that holds the state of the indexes where it matters. A step that fails, or
 * whose process dies, leaves rows from which it can be done again: the engine may then have more than the rows say, never
 * less.
 */
@Component
@Transactional
class Indexing {

    static final int SHOPS_AT_ONCE = 500;

    private final IndexStates states;
    private final ShopVersions versions;
    private final ShopDocuments documents;
    private final Engine engine;

    Indexing(IndexStates states, ShopVersions versions, ShopDocuments documents, Engine engine) {
        this.states = states;
        this.versions = versions;
        this.documents = documents;
        this.engine = engine;
    }

    /** Sees to it that the index that the rows name is there and is searched; an engine that has lost it gets all anew. */
    void prepare() {
        IndexState state = states.hold();
        if (state.building() != null && !engine.exists(state.building())) {
            state = state.withBuilding(null, state.liveOf());
        }
        String live = state.live();
        if (live == null || !engine.exists(live)) {
            state = state.next();
            live = engine.indexName(state.generation());
            engine.createAnew(live);
            versions.markAllDirty();
        }
        engine.searchIn(live);
        states.store(state.withLive(live));
    }

    /** Brings some dirty shops into every index; false when there were none. */
    boolean drain() {
        IndexState state = states.hold();
        List<Versioned> changed = versions.dirty(SHOPS_AT_ONCE);
        if (changed.isEmpty()) {
            return false;
        }
        List<Long> shops = changed.stream().map(Versioned::shopId).toList();
        for (Origin origin : Origin.values()) {
            List<String> indexes = state.indexes(origin);
            if (!indexes.isEmpty()) {
                engine.write(indexes, documents.of(shops, origin));
            }
        }
        versions.clean(changed);
        return true;
    }

    /**
     * From here on changes go to a second index too. One whose building was cut short is gone on with, if it is made of the same.
     *
     * @param of what it is made of; null: what the live one is made of
     */
    Built beginBuilding(@Nullable Origin of) {
        IndexState state = states.hold();
        Origin origin = of == null ? state.liveOf() : of;
        String building = state.building();
        if (building != null && engine.exists(building)) {
            if (state.buildingOf() == origin) {
                return new Built(building, origin);
            }
            engine.delete(building);
        }
        IndexState next = state.next();
        String name = engine.indexName(next.generation());
        engine.createAnew(name);
        states.store(next.withBuilding(name, origin));
        return new Built(name, origin);
    }

    /** An index that is being built. */
    record Built(String index, Origin of) {}

    /** Copies the next shops; the last of their ids, or null when there are no more. */
    @Nullable
    Long copyAfter(long shopId, Built building) {
        List<Long> ids = versions.after(shopId, SHOPS_AT_ONCE);
        if (ids.isEmpty()) {
            return null;
        }
        engine.write(List.of(building.index()), documents.of(ids, building.of()));
        return ids.get(ids.size() - 1);
    }

    /** The new index takes over; the one it replaces, if this call made it do so. */
    Optional<String> takeOver(Built built) {
        IndexState state = states.hold();
        String building = built.index();
        if (!building.equals(state.building())) {
            return Optional.empty();
        }
        engine.searchIn(building);
        states.store(state.withBuiltLive());
        return Optional.ofNullable(state.live());
    }

    void drop(String index) {
        engine.delete(index);
    }
}
