package dev.banyan.control.fleet;

/** A kind of write that named no key, and how often it came. */
public record KeylessWrite(String method, String path, long count) {}
