package dev.banyan.menu.shops;

import dev.banyan.kit.http.JsonHttp;
import dev.banyan.kit.http.NoAnswer;
import dev.banyan.kit.web.Problem;
import dev.banyan.menu.catalog.Menus;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells whether a shop exists. One that has a menu does; only for others the shop list is asked. A menu of a shop that
 * nobody knows could not be carried back to the monolith, which keeps menus under their shop.
 */
@Component
public final class ShopDirectory {

    private static final Logger log = LoggerFactory.getLogger(ShopDirectory.class);

    private final Menus menus;
    private final ShopSettings settings;
    private final JsonHttp http;

    ShopDirectory(Menus menus, ShopSettings settings, JsonMapper json) {
        this.menus = menus;
        this.settings = settings;
        this.http = new JsonHttp(json, settings.answerTimeout(), settings.answerTimeout());
    }

    /** @throws Problem when the shop has no menu and the shop list gives no usable answer */
    public boolean knows(long shopId) {
        return menus.anyOf(shopId) || listed(shopId);
    }

    private boolean listed(long shopId) {
        URI shops = settings.url();
        if (shops == null) {
            return false;
        }
        try {
            int status = http.get(shops.resolve("/api/shops/" + shopId)).status();
            return switch (status) {
                case 200 -> true;
                case 404 -> false;
                default -> throw unavailable(shopId, "answered " + status);
            };
        } catch (NoAnswer none) {
            throw unavailable(shopId, none.getMessage());
        }
    }

    private static Problem unavailable(long shopId, String why) {
        log.warn("The shop list, asked for shop {}, {}", shopId, why);
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "shop-list-unavailable",
                        "Whether there is a shop " + shopId + " can't be told at the moment; try again")
                .retryable();
    }
}
