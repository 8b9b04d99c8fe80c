package dev.banyan.cli.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Held by whoever changes a stack, across processes. */
final class StackLock {

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Does something that no other process does meanwhile.
     *
     * @throws StackException when another command holds the lock for 20 s
     */
    static void holding(Path dir, Runnable action) {
        StackLock lock = take(dir);
        try {
            action.run();
        } finally {
            lock.release();
        }
    }

    private static StackLock take(Path dir) {
        try {
            Files.createDirectories(dir);
            FileChannel channel =
                    FileChannel.open(dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (attempt(channel) == null) {
                if (System.nanoTime() > deadline) {
                    channel.close();
                    throw new StackException("Another banyan command is starting or stopping the stack in " + dir
                            + ". Wait until it is done and try again.");
                }
                LockSupport.parkNanos(100_000_000L);
            }
            return new StackLock(channel);
        } catch (IOException e) {
            throw new StackException(
                    "Can't use the folder " + dir + ": " + e.getMessage() + ". May this user write there?", e);
        }
    }

    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StackException("Could not release the stack's lock: " + e.getMessage(), e);
        }
    }
}
