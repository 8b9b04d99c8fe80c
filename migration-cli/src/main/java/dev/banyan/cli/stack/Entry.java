package dev.banyan.cli.stack;

import dev.banyan.mysql.ServerKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One thing of the stack that runs. Texts may hold placeholders. */
sealed interface Entry {

    String name();

    /** Line in the stack file. */
    int line();

    /** Ports by key, {@code NAME} or {@code NAME.EXTRA}; 0: a free one. */
    Map<String, Integer> ports();

    List<String> after();

    Duration startTimeout();

    /** Not started with the whole stack, only when it, or something on demand that waits for it, is asked for. */
    boolean onDemand();

    /** All texts in which placeholders are replaced. */
    Stream<String> texts();

    EntryStatus.Kind kind();

    /**
     * A database server.
     *
     * @param server which one; null: as the whole stack
     */
    record Database(
            String name,
            int line,
            @Nullable ServerKind server,
            Map<String, Integer> ports,
            List<String> args,
            List<String> schemas,
            List<User> users,
            Duration startTimeout,
            boolean onDemand)
            implements Entry {

        public Database {
            ports = Map.copyOf(ports);
            args = List.copyOf(args);
            schemas = List.copyOf(schemas);
            users = List.copyOf(users);
        }

        @Override
        public List<String> after() {
            return List.of();
        }

        @Override
        public Stream<String> texts() {
            return Stream.concat(args.stream(), users.stream().map(User::password));
        }

        @Override
        public EntryStatus.Kind kind() {
            return EntryStatus.Kind.DATABASE;
        }
    }

    /**
     * A database user.
     *
     * @param grants privileges by what they are on: {@code ruby.*} to {@code SELECT, INSERT}
     */
    record User(String name, String password, Map<String, String> grants) {

        public User {
            grants = Map.copyOf(grants);
        }
    }

    /**
     * Any other server.
     *
     * @param jar runnable jar; empty when, and only when, {@code command} is given
     * @param health URL that answers 2xx once the process serves; empty: its main port takes connections
     */
    record Program(
            String name,
            int line,
            Map<String, Integer> ports,
            String jar,
            List<String> command,
            List<String> jvm,
            List<String> args,
            Map<String, String> env,
            String health,
            List<String> after,
            Duration startTimeout,
            boolean onDemand)
            implements Entry {

        public Program {
            ports = Map.copyOf(ports);
            command = List.copyOf(command);
            jvm = List.copyOf(jvm);
            args = List.copyOf(args);
            env = Map.copyOf(env);
            after = List.copyOf(after);
        }

        @Override
        public Stream<String> texts() {
            return Stream.of(
                            Stream.of(jar, health),
                            command.stream(),
                            jvm.stream(),
                            args.stream(),
                            env.values().stream())
                    .flatMap(texts -> texts);
        }

        @Override
        public EntryStatus.Kind kind() {
            return EntryStatus.Kind.PROCESS;
        }
    }
}
