package dev.banyan.relay.device;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What shall be otherwise with a device; null: stays as it is. */
public record DeviceChange(
        @Size(max = 200)
        @Pattern(regexp = "(https?://[^/]|/)[!-~]*", message = "must be a path or an http address")
        @Nullable
        String url,

        @Min(0) @Max(99) @Nullable Integer priority,
        @Nullable Boolean active) {}
