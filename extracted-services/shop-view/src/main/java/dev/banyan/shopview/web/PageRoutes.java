package dev.banyan.shopview.web;

import dev.banyan.kit.web.Problem;
import dev.banyan.shopview.pages.ShopPage;
import dev.banyan.shopview.pages.ShopPages;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The routes of the shop view API: for customers, who read alone. */
@OpenAPIDefinition(info = @Info(title = "Shop view service", version = "1"))
@RestController
@RequestMapping("/api/shop-pages")
class PageRoutes {

    private final ShopPages pages;

    PageRoutes(ShopPages pages) {
        this.pages = pages;
    }

    @Operation(summary = "A shop with its owner, its menus and the ads that run, and how old all that is")
    @ApiResponse(responseCode = "200", description = "The page")
    @ApiResponse(responseCode = "404", description = "There is no such shop")
    @GetMapping("/{shopId}")
    ShopPage page(@PathVariable long shopId) {
        return pages.of(shopId).orElseThrow(() -> Problem.notFound("There is no shop " + shopId));
    }
}
