package dev.banyan.order.catalogue;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.banyan.kit.web.Problem;
import dev.banyan.order.book.OrderLine;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CatalogueTest {

    /** An offer is a shop and its menus. */
    private static final int REQUESTS_OF_AN_OFFER = 2;

    private final WireMockServer city =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private Instant now = Instant.parse("2018-07-01T12:00:00Z");

    @BeforeEach
    void open() {
        city.start();
        sells(true, "chicken", 9_000);
    }

    @AfterEach
    void close() {
        city.stop();
    }

    @Test
    void anAnswerServesTheOrdersOfTheNextMoments() {
        Catalogue catalogue = catalogue(Duration.ofSeconds(2));

        assertThat(price(catalogue, "chicken")).isEqualTo(9_000);
        sells(true, "chicken", 9_500);
        now = now.plusMillis(1999);
        assertThat(price(catalogue, "chicken")).isEqualTo(9_000);
        assertThat(asked()).isEqualTo(REQUESTS_OF_AN_OFFER);

        now = now.plusMillis(1);
        assertThat(price(catalogue, "chicken")).isEqualTo(9_500);
        assertThat(asked()).isEqualTo(2 * REQUESTS_OF_AN_OFFER);
    }

    @Test
    void askedWhetherWhatItWouldRefuseIsSoldByNow() {
        Catalogue catalogue = catalogue(Duration.ofSeconds(2));
        sells(false, "chicken", 9_000);
        assertThatThrownBy(() -> price(catalogue, "chicken")).hasMessage("Shop 1 is closed");

        sells(true, "fried chicken", 9_000);

        assertThat(price(catalogue, "fried chicken")).isEqualTo(9_000);
        assertThatThrownBy(() -> price(catalogue, "chicken"))
                .hasMessage("Menu 11 is called 'fried chicken', not 'chicken'");
        assertThat(asked()).isEqualTo(3 * REQUESTS_OF_AN_OFFER);
    }

    @Test
    void eachOrderAsksWhereNoAnswerStaysFresh() {
        Catalogue catalogue = catalogue(Duration.ZERO);

        price(catalogue, null);
        price(catalogue, null);

        assertThat(asked()).isEqualTo(2 * REQUESTS_OF_AN_OFFER);
    }

    @Test
    void theLastAnswerServesForABoundedTimeWhileThereIsNone() {
        Catalogue catalogue = catalogue(Duration.ofSeconds(2));
        price(catalogue, null);
        city.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(503)));

        now = now.plusSeconds(59);
        assertThat(price(catalogue, null)).isEqualTo(9_000);
        now = now.plusSeconds(1);
        assertThatThrownBy(() -> price(catalogue, null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("can't be told at the moment");
    }

    private Catalogue catalogue(Duration freshFor) {
        List<URI> urls = List.of(URI.create(city.baseUrl()));
        CatalogueSettings settings =
                new CatalogueSettings(urls, urls, List.of(), Duration.ofSeconds(5), freshFor, Duration.ofMinutes(1));
        InstantSource time = () -> now;
        Lookup lookup = new Lookup(JsonMapper.shared(), settings);
        return new Catalogue(new Offers(settings, time.withZone(ZoneOffset.UTC), lookup));
    }

    private static int price(Catalogue catalogue, @Nullable String seen) {
        List<OrderLine> lines = catalogue.price(1, List.of(new Wish(11, seen, 1)));
        assertThat(lines).hasSize(1);
        BigDecimal price = lines.get(0).price();
        return price.intValueExact();
    }

    private int asked() {
        return city.countRequestsMatching(anyRequestedFor(anyUrl()).build()).getCount();
    }

    private void sells(boolean open, String name, int price) {
        city.stubFor(get("/api/shops/1").willReturn(okJson("{\"id\":1,\"open\":" + open + "}")));
        city.stubFor(get("/api/shops/1/menus")
                .willReturn(okJson("[{\"id\":11,\"name\":\"" + name + "\",\"price\":" + price + ",\"onSale\":true}]")));
    }
}
