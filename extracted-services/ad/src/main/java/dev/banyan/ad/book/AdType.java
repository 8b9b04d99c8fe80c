package dev.banyan.ad.book;

/** Where an ad shows. */
public enum AdType {
    LISTING,
    /** On top of a neighbourhood's list. */
    ULTRACALL
}
