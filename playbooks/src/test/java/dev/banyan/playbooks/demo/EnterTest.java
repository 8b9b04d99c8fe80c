package dev.banyan.playbooks.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.cli.failure.CommandFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.junit.jupiter.api.Test;

class EnterTest {

    @Test
    void eachLineEndsOneWait() {
        Enter enter = new Enter(new ByteArrayInputStream("\nand on\n".getBytes(UTF_8)));

        enter.await();
        assertThatCode(enter::await).doesNotThrowAnyException();
    }

    @Test
    void saysSoWhenNobodyCanPressTheKey() {
        Enter enter = new Enter(new ByteArrayInputStream(new byte[0]));

        assertThatThrownBy(enter::await)
                .isInstanceOf(CommandFailure.class)
                .hasMessage("--interactive waits for Enter, and the standard input has ended. Run it in a terminal.");
    }

    @Test
    void anInterruptionEndsTheWait() throws IOException {
        try (PipedInputStream silent = new PipedInputStream(new PipedOutputStream())) {
            Enter enter = new Enter(silent);
            Thread.currentThread().interrupt();

            assertThatThrownBy(enter::await).isInstanceOf(CommandFailure.class).hasMessage("Interrupted.");
        } finally {
            Thread.interrupted();
        }
    }
}
