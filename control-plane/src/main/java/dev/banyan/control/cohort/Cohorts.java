package dev.banyan.control.cohort;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The hash that puts every key of a phase into one of {@value #COUNT} cohorts. */
public final class Cohorts {
    /** Cohorts are numbered 0 to COUNT - 1; a split of n gives [0, n) to the service. */
    public static final int COUNT = 10_000;

    private Cohorts() {}

    /** CRC-32 (ISO 3309) of the UTF-8 bytes of {@code phase:key}, modulo {@value #COUNT}; the key must be canonical. */
    public static int of(String phase, String canonicalKey) {
        CRC32 crc = new CRC32();
        crc.update((phase + ":" + canonicalKey).getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % COUNT);
    }
}
