package dev.banyan.review.board;

/** Whether a review is shown. Stored by name. */
public enum Visibility {
    SHOWN,
    HIDDEN
}
