package dev.banyan.cli.stack;

import dev.banyan.mariadb.LoopbackPorts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Decides every port of a stack before anything starts. */
final class PortAllocation {

    private PortAllocation() {}

    /**
     * Ports by key. An entry that runs keeps its ports; a free port stays the same from one start to the next while nobody else takes it.
     *
     * @param last what was given out before
     * @param running names of entries that run
     * @throws StackException when a chosen port is in use
     */
    static Map<String, Integer> allocate(StackFile file, Map<String, Integer> last, Set<String> running) {
        Map<String, Integer> ports = new TreeMap<>();
        for (Entry entry : file.entries().values()) {
            entry.ports().forEach((key, chosen) -> {
                if (chosen != 0 || (running.contains(entry.name()) && last.containsKey(key))) {
                    int port = running.contains(entry.name()) ? last.getOrDefault(key, chosen) : chosen;
                    if (!running.contains(entry.name())) {
                        checkFree(file, entry, key, port);
                    }
                    ports.put(key, port);
                }
            });
        }
        for (String key : file.portKeys()) {
            if (!ports.containsKey(key)) {
                int port = last.getOrDefault(key, LoopbackPorts.free());
                while (ports.containsValue(port) || !LoopbackPorts.isFree(port)) {
                    port = LoopbackPorts.free();
                }
                ports.put(key, port);
            }
        }
        return ports;
    }

    /** @throws StackException when another process listens on the port */
    static void checkFree(StackFile file, Entry entry, String key, int port) {
        if (!LoopbackPorts.isFree(port)) {
            throw new StackException(
                    "Port " + port + " is in use by another process, and '" + key + "' of the stack wants it ("
                            + file.path() + ":" + entry.line() + "). Stop what listens there (lsof -i :" + port
                            + " names it), or choose another port in the stack file; 0 takes a free one.");
        }
    }
}
