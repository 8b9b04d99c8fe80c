package dev.banyan.playbooks.load;

/** What is wanted next. {@link #next} is called by one thread; {@link #ended} by many, also meanwhile. */
interface Wishes {

    Wanted next();

    /** Hears how a request ended; what is wanted later may depend on it. */
    void ended(RequestLine line);
}
