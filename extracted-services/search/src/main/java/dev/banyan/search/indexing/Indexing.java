package dev.banyan.search.indexing;

import dev.banyan.search.engine.Document;
import dev.banyan.search.engine.Engine;
import dev.banyan.search.rows.ShopDocuments;
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
            state = state.withBuilding(null);
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
        List<Document> changed = documents.of(versions.dirty(SHOPS_AT_ONCE));
        if (changed.isEmpty()) {
            return false;
        }
        engine.write(state.indexes(), changed);
        versions.clean(changed.stream()
                .map(shop -> new Versioned(shop.shopId(), shop.version()))
                .toList());
        return true;
    }

    /** From here on changes go to a second index too. One whose building was cut short is gone on with. */
    String beginBuilding() {
        IndexState state = states.hold();
        String building = state.building();
        if (building != null && engine.exists(building)) {
            return building;
        }
        IndexState next = state.next();
        String name = engine.indexName(next.generation());
        engine.createAnew(name);
        states.store(next.withBuilding(name));
        return name;
    }

    /** Copies the next shops; the last of their ids, or null when there are no more. */
    @Nullable
    Long copyAfter(long shopId, String building) {
        List<Long> ids = versions.after(shopId, SHOPS_AT_ONCE);
        if (ids.isEmpty()) {
            return null;
        }
        engine.write(List.of(building), documents.of(ids));
        return ids.get(ids.size() - 1);
    }

    /** The new index takes over; the one it replaces, if this call made it do so. */
    Optional<String> takeOver(String building) {
        IndexState state = states.hold();
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
