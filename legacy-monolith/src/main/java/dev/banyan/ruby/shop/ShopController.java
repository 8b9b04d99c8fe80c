package dev.banyan.ruby.shop;

import dev.banyan.ruby.web.Problems;
import dev.banyan.ruby.web.Requests;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shops and categories, as customers see them; owners rename, open and close. */
@RestController
final class ShopController {

    private final Shops shops;

    ShopController(Shops shops) {
        this.shops = shops;
    }

    @GetMapping("/api/shops")
    List<Shop> list(
            @RequestParam(required = false) @Nullable String cat, @RequestParam(defaultValue = "50") int limit) {
        return shops.list(cat, Requests.limit(limit));
    }

    @GetMapping("/api/shops/{id}")
    Shop get(@PathVariable long id) {
        return shops.find(id).orElseThrow(() -> Problems.notFound("There is no shop " + id + "."));
    }

    @PutMapping("/api/shops/{id}")
    Shop change(@PathVariable long id, @RequestBody ShopChange change) {
        shops.change(id, change);
        return get(id);
    }

    @GetMapping("/api/categories")
    List<Category> categories() {
        return shops.categories();
    }
}
