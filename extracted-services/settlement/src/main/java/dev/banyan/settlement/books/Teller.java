package dev.banyan.settlement.books;

/** Who says that something happened. Both say the same; what the feed said is forgotten when it begins anew. */
public enum Teller {
    FEED,
    EVENT
}
