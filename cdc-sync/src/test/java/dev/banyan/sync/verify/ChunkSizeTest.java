package dev.banyan.sync.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkSizeTest {
    @Test
    void growsWhileChunksAreQuickAndShrinksWhenTheyAreSlow() {
        ChunkSize size = new ChunkSize();

        size.took(30);
        assertThat(size.rows()).isEqualTo(8_000);
        size.took(600);
        assertThat(size.rows()).isEqualTo(4_000);
        IntStream.range(0, 20).forEach(i -> size.took(0));
        assertThat(size.rows()).isEqualTo(ChunkSize.LARGEST);
        IntStream.range(0, 20).forEach(i -> size.took(60_000));
        assertThat(size.rows()).isEqualTo(ChunkSize.SMALLEST);
    }
}
