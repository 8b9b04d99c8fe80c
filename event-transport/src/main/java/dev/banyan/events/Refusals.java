package dev.banyan.events;

import dev.banyan.events.OrderedSending.Refusal;
import org.jspecify.annotations.Nullable;

/** Tells an entry that is at fault itself from one that came at a bad moment. */
final class Refusals {

    private Refusals() {}

    static Refusal of(String code, @Nullable String message, Boolean senderFault) {
        boolean badMoment = code.contains("Throttl") || code.contains("AccessDenied") || code.startsWith("KMS");
        return new Refusal(message == null ? code : code + ", " + message, senderFault && !badMoment);
    }
}
