package dev.banyan.playbooks.demo;

import dev.banyan.cli.session.CommandRunner;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.Stack;
import dev.banyan.control.config.Migration;
import dev.banyan.control.store.ControlStore;
import dev.banyan.playbooks.load.Load;
import dev.banyan.playbooks.site.Places;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the playbooks of one demo share: the stack, the load on it, and who tells of it. */
record Stage(
        Session session,
        DemoOptions options,
        Stack stack,
        Migration migration,
        ControlStore store,
        Load load,
        Narrator narrator,
        Enter enter) {

    /** What a command printed, and its exit code. */
    record Ran(int exit, String output) {}

    Path log() {
        return log(session);
    }

    static Path log(Session session) {
        return session.stateDirectory().resolve("demo/requests.ndjson");
    }

    static Path config(Session session) {
        return session.stateDirectory().resolve("migration.yaml");
    }

    Places places() {
        return Places.now(stack, migration, store);
    }

    /** Commands as a person would type them, on this stack's migration whatever lies beside it. */
    CommandRunner commands() {
        return (arguments, out, err) -> {
            List<String> all = new ArrayList<>(arguments);
            all.add("--config=" + config(session));
            return session.commands().run(all, out, err);
        };
    }

    /** Runs a command and tells what it says on its way. */
    Ran run(List<String> arguments) {
        narrator.command("banyan " + String.join(" ", arguments));
        List<String> all = new ArrayList<>(arguments);
        all.add("--output=json");
        StringWriter printed = new StringWriter();
        int exit = commands().run(all, new PrintWriter(printed), narrator.asides());
        return new Ran(exit, printed.toString());
    }
}
