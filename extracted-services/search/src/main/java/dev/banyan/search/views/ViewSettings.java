package dev.banyan.search.views;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose rows search keeps itself ({@code views.*}). A view without a source is not kept: the feed tells what it would.
 *
 * @param shops where shops are imported from, tried in turn
 * @param menus the same of menus
 * @param ads the same of ads
 * @param answerTimeout of a source, for connecting and again for the answer
 */
@ConfigurationProperties(prefix = "views", ignoreUnknownFields = false)
public record ViewSettings(
        @DefaultValue List<URI> shops,
        @DefaultValue List<URI> menus,
        @DefaultValue List<URI> ads,
        @DefaultValue("2s") Duration answerTimeout) {

    public ViewSettings {
        shops = List.copyOf(shops);
        menus = List.copyOf(menus);
        ads = List.copyOf(ads);
        if (answerTimeout.isZero() || answerTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "views.answer-timeout is " + answerTimeout + "; it must be longer than zero");
        }
    }

    public boolean keeps(SearchView view) {
        return !sources(view).isEmpty();
    }

    public List<SearchView> kept() {
        return Stream.of(SearchView.values()).filter(this::keeps).toList();
    }

    List<URI> sources(SearchView view) {
        return switch (view) {
            case SHOPS -> shops;
            case MENUS -> menus;
            case ADS -> ads;
        };
    }
}
