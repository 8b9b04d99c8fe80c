package dev.banyan.ruby.relay;

import dev.banyan.ruby.web.InvalidRequest;
import dev.banyan.ruby.web.Requests;
import org.jspecify.annotations.Nullable;

/** What shall be otherwise with a device; null: stays as it is. */
record DeviceChange(
        @Nullable String url,
        @Nullable Long priority,
        @Nullable Boolean active) {

    DeviceChange {
        url = Requests.optionalText("url", url, 200);
        if (url != null && !url.matches("(https?://[^/]|/)[!-~]*")) {
            throw new InvalidRequest("url must be a path or an http address, is '" + url + "'.");
        }
        if (priority != null) {
            Requests.inRange("priority", priority, 0, 99);
        }
    }
}
