package dev.banyan.ruby.menu;

import dev.banyan.ruby.shop.Shops;
import dev.banyan.ruby.web.Problems;
import dev.banyan.ruby.web.Requests;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Menus: customers read them, owners add, rename, price and sell out. */
@RestController
@RequestMapping("/api/shops/{shopId}/menus")
final class MenuController {

    private final Menus menus;
    private final Shops shops;

    MenuController(Menus menus, Shops shops) {
        this.menus = menus;
        this.shops = shops;
    }

    @GetMapping
    List<Menu> list(@PathVariable long shopId) {
        requireShop(shopId);
        return menus.withOptions(shopId);
    }

    /** With an Idempotency-Key, a repeated request answers the first one's menu. */
    @PostMapping
    ResponseEntity<Menu> add(
            @PathVariable long shopId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewMenu wanted) {
        if (key != null) {
            Requests.idempotencyKey(key);
        }
        requireShop(shopId);
        try {
            long id = menus.insert(shopId, key, wanted);
            return ResponseEntity.status(HttpStatus.CREATED).body(get(shopId, id));
        } catch (DuplicateKeyException repeated) {
            if (key == null) {
                throw repeated;
            }
            Menu first = menus.findByKey(shopId, key).orElseThrow(() -> repeated);
            if (!wanted.made(first) && !menus.isChanged(first.id())) {
                throw Problems.keyReused();
            }
            return ResponseEntity.ok(get(shopId, first.id()));
        }
    }

    @PutMapping("/{menuId}")
    Menu change(@PathVariable long shopId, @PathVariable long menuId, @RequestBody MenuChange change) {
        menus.change(shopId, menuId, change);
        return get(shopId, menuId);
    }

    private Menu get(long shopId, long id) {
        return menus.withOptions(shopId).stream()
                .filter(menu -> menu.id() == id)
                .findFirst()
                .orElseThrow(() -> Problems.notFound("Shop %d has no menu %d.".formatted(shopId, id)));
    }

    private void requireShop(long id) {
        if (shops.find(id).isEmpty()) {
            throw Problems.notFound("There is no shop " + id + ".");
        }
    }
}
