package dev.banyan.menu.web;

import dev.banyan.kit.web.IdempotencyKey;
import dev.banyan.kit.web.Problem;
import dev.banyan.menu.catalog.MenuDesk;
import dev.banyan.menu.catalog.Menus;
import dev.banyan.menu.shops.ShopDirectory;
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
import org.springframework.web.bind.annotation.RestController;

/** The routes of the menu API. */
@OpenAPIDefinition(info = @Info(title = "Menu service", version = "1"))
@RestController
@RequestMapping("/api/shops/{shopId}/menus")
class MenuRoutes {

    private static final String KEY = "Idempotency-Key";

    private final Menus menus;
    private final MenuDesk desk;
    private final ShopDirectory shops;

    MenuRoutes(Menus menus, MenuDesk desk, ShopDirectory shops) {
        this.menus = menus;
        this.desk = desk;
        this.shops = shops;
    }

    @DocumentedAnswers.ListOfShop
    @GetMapping
    List<MenuView> list(@PathVariable long shopId) {
        List<MenuView> views = menus.of(shopId).stream().map(MenuView::of).toList();
        if (views.isEmpty()) {
            checkShop(shopId);
        }
        return views;
    }

    @DocumentedAnswers.Add
    @PostMapping
    ResponseEntity<MenuView> add(
            @PathVariable long shopId,
            @RequestHeader(name = KEY, required = false) @IdempotencyKey @Nullable String key,
            @RequestBody @Valid NewMenuBody body) {
        checkShop(shopId);
        MenuDesk.Added added = desk.add(body.wanted(shopId, key));
        MenuView view = MenuView.of(added.menu());
        return added.fresh()
                ? ResponseEntity.created(URI.create("/api/shops/" + shopId + "/menus/" + view.id()))
                        .body(view)
                : ResponseEntity.ok(view);
    }

    @DocumentedAnswers.Change
    @PutMapping("/{menuId}")
    MenuView change(@PathVariable long shopId, @PathVariable long menuId, @RequestBody @Valid MenuChangeBody body) {
        return desk.change(shopId, menuId, body.change())
                .map(MenuView::of)
                .orElseThrow(() -> Problem.notFound("There is no menu " + menuId + " of shop " + shopId));
    }

    private void checkShop(long shopId) {
        if (!shops.knows(shopId)) {
            throw Problem.notFound("There is no shop " + shopId);
        }
    }
}
