package dev.banyan.search.indexing;

import dev.banyan.search.documents.Origin;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which indexes are written to.
 *
 * @param live the one that is searched; null before there is any
 * @param liveOf what its documents are made of, also before there is any
 * @param building the one that is to follow it; null when none is
 */
record IndexState(
        int generation,
        @Nullable String live,
        Origin liveOf,
        @Nullable String building,
        Origin buildingOf) {

    /** Those whose documents are made of that. */
    List<String> indexes(Origin origin) {
        return Stream.of(liveOf == origin ? live : null, buildingOf == origin ? building : null)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    IndexState next() {
        return new IndexState(generation + 1, live, liveOf, building, buildingOf);
    }

    IndexState withLive(String index) {
        return new IndexState(generation, index, liveOf, building, buildingOf);
    }

    IndexState withBuilding(@Nullable String index, Origin origin) {
        return new IndexState(generation, live, liveOf, index, origin);
    }

    IndexState withBuiltLive() {
        return new IndexState(generation, building, buildingOf, null, buildingOf);
    }
}
