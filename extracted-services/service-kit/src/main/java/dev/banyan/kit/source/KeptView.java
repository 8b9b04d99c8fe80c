package dev.banyan.kit.source;

/**
 * A view as operators reach it; a bean of the service that keeps it. Makes {@code /views/NAME}: its rows, to be compared with the
 * source's, and its imports.
 *
 * @param name as the source calls it
 */
public record KeptView(String name, ViewTable table, Importer importer) {}
