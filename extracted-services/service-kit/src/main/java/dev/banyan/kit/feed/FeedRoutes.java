package dev.banyan.kit.feed;

import dev.banyan.kit.feed.FeedPosition.Copy;
import dev.banyan.kit.web.Problem;
import jakarta.validation.Valid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The wire between a synchroniser and the service. Not part of the service's public API. */
@RestController
@RequestMapping("/feed/{phase}")
final class FeedRoutes {

    private static final String AUTHORIZATION = "Authorization";

    private final FeedReceiver receiver;
    private final FeedSettings settings;

    FeedRoutes(FeedReceiver receiver, FeedSettings settings) {
        this.receiver = receiver;
        this.settings = settings;
    }

    /** What is stored. */
    record Stored(long epoch, @Nullable String position, Copy snapshot) {

        static Stored of(FeedPosition position) {
            return new Stored(position.epoch(), position.position(), position.snapshot());
        }
    }

    /** Answer to a batch that was taken in. */
    record Taken(@Nullable String position) {}

    @PostMapping("/take-over")
    Stored takeOver(
            @PathVariable String phase,
            @RequestHeader(name = AUTHORIZATION, required = false) @Nullable String authorization) {
        authorize(authorization);
        return Stored.of(receiver.takeOver(phase));
    }

    @PostMapping
    Taken receive(
            @PathVariable String phase,
            @RequestHeader(name = AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestBody @Valid FeedBatch batch) {
        authorize(authorization);
        return new Taken(receiver.receive(phase, batch).position());
    }

    @ExceptionHandler
    ResponseEntity<Stored> onConflict(FeedConflict conflict) {
        return ResponseEntity.status(HttpStatus.CONFLICT).body(Stored.of(conflict.stored()));
    }

    private void authorize(@Nullable String authorization) {
        String token = settings.token();
        if (token == null) {
            return;
        }
        byte[] wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        byte[] given = authorization == null ? new byte[0] : authorization.getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(wanted, given)) {
            throw new Problem(
                    HttpStatus.UNAUTHORIZED,
                    "unauthorized",
                    "The feed needs the header 'Authorization: Bearer TOKEN' with the token of feed.token");
        }
    }
}
