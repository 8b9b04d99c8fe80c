package dev.banyan.cli.local;

import dev.banyan.cli.stack.EntryStatus;
import dev.banyan.cli.stack.Stack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stack's entries by name, as people and scripts see them. */
record StackView(Map<String, Line> entries) {
    /** @param ports further ports by name */
    record Line(
            EntryStatus.Kind kind,
            EntryStatus.State state,
            boolean healthy,
            long pid,
            int port,
            Map<String, Integer> ports) {
        static Line of(EntryStatus entry) {
            return new Line(entry.kind(), entry.state(), entry.healthy(), entry.pid(), entry.port(), entry.ports());
        }
    }

    static StackView of(Stack stack) {
        return of(stack.status());
    }

    static StackView of(List<EntryStatus> entries) {
        Map<String, Line> lines = new LinkedHashMap<>();
        entries.forEach(entry -> lines.put(entry.name(), Line.of(entry)));
        return new StackView(lines);
    }
}
