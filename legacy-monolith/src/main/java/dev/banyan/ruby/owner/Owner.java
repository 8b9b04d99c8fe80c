package dev.banyan.ruby.owner;

import org.jspecify.annotations.Nullable;

/** An owner as the API shows it. */
record Owner(
        long id,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String businessNumber) {}
