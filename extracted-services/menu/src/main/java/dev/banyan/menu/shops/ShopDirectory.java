package dev.banyan.menu.shops;

import dev.banyan.kit.web.Problem;
import dev.banyan.menu.catalog.Menus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Tells whether a shop exists. One that has a menu does; only for others the shop list is asked. A menu of a shop that
 * nobody knows could not be carried back to the monolith, which keeps menus under their shop.
 */
@Component
public final class ShopDirectory {

    private static final Logger log = LoggerFactory.getLogger(ShopDirectory.class);

    private final Menus menus;
    private final ShopSettings settings;
    private final HttpClient client;

    ShopDirectory(Menus menus, ShopSettings settings) {
        this.menus = menus;
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.answerTimeout())
                .build();
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
        HttpRequest request =
                HttpRequest.newBuilder(shops.resolve("/api/shops/" + shopId)).build();
        // The request's own time-out ends with the answer's headers; waiting on the future bounds the body too.
        CompletableFuture<HttpResponse<Void>> sent = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            int status = sent.get(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            return switch (status) {
                case 200 -> true;
                case 404 -> false;
                default -> throw unavailable(shopId, "answered " + status);
            };
        } catch (TimeoutException | ExecutionException failed) {
            sent.cancel(true);
            throw unavailable(shopId, "gave no answer: " + failed);
        } catch (InterruptedException stopped) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable(shopId, "was not waited for: " + stopped);
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
