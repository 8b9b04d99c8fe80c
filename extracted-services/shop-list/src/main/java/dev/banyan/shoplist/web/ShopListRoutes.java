package dev.banyan.shoplist.web;

import dev.banyan.kit.web.Problem;
import dev.banyan.shoplist.directory.Categories;
import dev.banyan.shoplist.directory.Shops;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes of the shop list API. */
@OpenAPIDefinition(info = @Info(title = "Shop list service", version = "1"))
@RestController
@RequestMapping("/api")
class ShopListRoutes {

    private final Shops shops;
    private final Categories categories;

    ShopListRoutes(Shops shops, Categories categories) {
        this.shops = shops;
        this.categories = categories;
    }

    @DocumentedAnswers.ListOfShops
    @GetMapping("/shops")
    List<ShopView> list(
            @RequestParam(required = false) @Nullable String cat,
            @RequestParam(defaultValue = "50") @Positive @Max(100) int limit) {
        return shops.list(cat, limit).stream().map(ShopView::of).toList();
    }

    @DocumentedAnswers.Get
    @GetMapping("/shops/{shopId}")
    ShopView get(@PathVariable long shopId) {
        return shops.find(shopId).map(ShopView::of).orElseThrow(() -> notFound(shopId));
    }

    @DocumentedAnswers.Change
    @PutMapping("/shops/{shopId}")
    ShopView change(@PathVariable long shopId, @RequestBody @Valid ShopChangeBody body) {
        return shops.change(shopId, body.change()).map(ShopView::of).orElseThrow(() -> notFound(shopId));
    }

    @DocumentedAnswers.ListOfCategories
    @GetMapping("/categories")
    List<CategoryView> categories() {
        return categories.all().stream().map(CategoryView::of).toList();
    }

    private static Problem notFound(long shopId) {
        return Problem.notFound("There is no shop " + shopId);
    }
}
