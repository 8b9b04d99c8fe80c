package dev.banyan.ad.web;

import dev.banyan.ad.book.Ad;
import dev.banyan.ad.book.AdDesk;
import dev.banyan.ad.book.Ads;
import dev.banyan.kit.web.IdempotencyKey;
import dev.banyan.kit.web.Problem;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes of the ad API: for shops. What customers see of ads is elsewhere. A shop that says who it is sees its own ads alone. */
@OpenAPIDefinition(info = @Info(title = "Ad service", version = "1"))
@RestController
@RequestMapping("/api/ads")
class AdRoutes {

    private static final String SHOP = "X-Shop-Id";

    private final Ads ads;
    private final AdDesk desk;

    AdRoutes(Ads ads, AdDesk desk) {
        this.ads = ads;
        this.desk = desk;
    }

    @DocumentedAnswers.ListOfShop
    @GetMapping
    List<AdView> list(@RequestParam long shopId, @RequestHeader(name = SHOP, required = false) @Nullable Long shop) {
        checkSame(shopId, shop);
        return ads.of(shopId).stream().map(AdView::of).toList();
    }

    @DocumentedAnswers.Get
    @GetMapping("/{id}")
    AdView get(@PathVariable long id, @RequestHeader(name = SHOP, required = false) @Nullable Long shop) {
        return ads.find(id)
                .filter(ad -> shop == null || shop.equals(ad.shopId()))
                .map(AdView::of)
                .orElseThrow(() -> notFound(id));
    }

    @DocumentedAnswers.Book
    @PostMapping
    ResponseEntity<AdView> book(
            @RequestHeader("Idempotency-Key") @IdempotencyKey String key,
            @RequestHeader(name = SHOP, required = false) @Nullable Long shop,
            @RequestBody @Valid NewAdBody body) {
        checkSame(body.shopId(), shop);
        AdDesk.Booked booked = desk.book(body.wanted(key));
        AdView view = AdView.of(booked.ad());
        return booked.fresh()
                ? ResponseEntity.created(URI.create("/api/ads/" + view.id())).body(view)
                : ResponseEntity.ok(view);
    }

    @DocumentedAnswers.Change
    @PutMapping("/{id}")
    AdView change(
            @PathVariable long id,
            @RequestHeader(name = SHOP, required = false) @Nullable Long shop,
            @RequestBody @Valid AdChangeBody body) {
        Ad changed = desk.change(id, shop, body.change()).orElseThrow(() -> notFound(id));
        return AdView.of(changed);
    }

    private static void checkSame(long named, @Nullable Long shop) {
        if (shop != null && shop != named) {
            throw Problem.invalid(SHOP + " is " + shop + ", and the request is about shop " + named);
        }
    }

    private static Problem notFound(long id) {
        return Problem.notFound("There is no ad " + id);
    }
}
