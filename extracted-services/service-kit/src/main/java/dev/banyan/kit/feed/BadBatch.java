package dev.banyan.kit.feed;

import dev.banyan.kit.web.Problem;
import org.springframework.http.HttpStatus;

/** A batch that can't be understood, now or later. Nothing of it is done; whoever sends it halts and shows the message. */
public final class BadBatch extends Problem {

    public BadBatch(String message) {
        super(HttpStatus.BAD_REQUEST, "bad-batch", message);
    }
}
