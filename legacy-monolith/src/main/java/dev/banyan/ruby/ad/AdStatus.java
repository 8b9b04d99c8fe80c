package dev.banyan.ruby.ad;

import org.jspecify.annotations.Nullable;

/** Whether an ad runs; its constants are the API's words. */
enum AdStatus {
    RUNNING("R"),
    STOPPED("S");

    final String code;

    AdStatus(String code) {
        this.code = code;
    }

    static AdStatus of(@Nullable String code) {
        return RUNNING.code.equals(code) ? RUNNING : STOPPED;
    }
}
