package dev.banyan.ruby.shop;

import org.jspecify.annotations.Nullable;

/** What kind of shop. */
record Category(String code, @Nullable String name) {}
