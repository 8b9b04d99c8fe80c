package dev.banyan.playbooks.command;

import dev.banyan.cli.extension.CommandProvider;
import dev.banyan.cli.session.Session;
import java.util.List;
import picocli.CommandLine;

/** Adds the demo's commands to banyan. */
public final class DemoCommands implements CommandProvider {

    @Override
    public List<Provided> commands(Session session) {
        return List.of(
                new Provided("", "demo", new CommandLine(new DemoCommand(session))),
                new Provided("stack", "load", new CommandLine(new LoadCommand(session))),
                new Provided("stack", "fault", FaultCommands.of(session)),
                new Provided("stack", "watch", new CommandLine(new WatchCommand(session))),
                new Provided("stack", "batch", new CommandLine(new BatchCommand(session))),
                new Provided("stack", "pages", new CommandLine(new PagesCommand(session))),
                new Provided("stack", "rush", new CommandLine(new RushCommand(session))),
                new Provided("stack", "delay", new CommandLine(new DelayCommand(session))),
                new Provided("stack", "surge", new CommandLine(new SurgeCommand(session))),
                new Provided("stack", "books", new CommandLine(new BooksCommand(session))),
                new Provided("stack", "deliveries", new CommandLine(new DeliveriesCommand(session))));
    }
}
