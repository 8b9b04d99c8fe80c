package dev.banyan.ad.book;

/** Whether a shop wants its ad shown. Whether it is shown now is a question of its times, too. */
public enum AdStatus {
    RUNNING,
    STOPPED
}
