package dev.banyan.search.indexing;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which indexes are written to.
 *
 * @param live the one that is searched; null before there is any
 * @param building the one that is to follow it; null when none is
 */
record IndexState(
        int generation, @Nullable String live, @Nullable String building) {

    List<String> indexes() {
        return Stream.of(live, building).flatMap(Stream::ofNullable).toList();
    }

    IndexState next() {
        return new IndexState(generation + 1, live, building);
    }

    IndexState withLive(String index) {
        return new IndexState(generation, index, building);
    }

    IndexState withBuilding(@Nullable String index) {
        return new IndexState(generation, live, index);
    }

    IndexState withBuiltLive() {
        return new IndexState(generation, building, null);
    }
}
