package dev.banyan.proxy.traffic;

/** The end of a request's body was withheld from the upstream, so that it has no complete request. */
final class BodyBrokenOffException extends RuntimeException {
    BodyBrokenOffException(String why) {
        super(why, null, false, false);
    }
}
