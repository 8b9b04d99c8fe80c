package dev.banyan.ruby.shop;

import dev.banyan.ruby.web.Problems;
import dev.banyan.ruby.web.Requests;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shops and menus, as customers see them. */
@RestController
@RequestMapping("/api/shops")
final class ShopController {

    private final Shops shops;

    ShopController(Shops shops) {
        this.shops = shops;
    }

    @GetMapping
    List<Shop> list(
            @RequestParam(required = false) @Nullable String cat, @RequestParam(defaultValue = "50") int limit) {
        return shops.list(cat, Requests.limit(limit));
    }

    @GetMapping("/{id}")
    Shop get(@PathVariable long id) {
        return shops.find(id).orElseThrow(() -> Problems.notFound("There is no shop " + id + "."));
    }

    @GetMapping("/{id}/menus")
    List<Menu> menus(@PathVariable long id) {
        return shops.menusOf(get(id).id());
    }
}
