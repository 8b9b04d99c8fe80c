package dev.banyan.cli.output;

/** How results are printed. */
public enum Format {
    TABLE,
    JSON,
    YAML
}
