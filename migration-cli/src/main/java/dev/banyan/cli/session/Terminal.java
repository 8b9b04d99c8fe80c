package dev.banyan.cli.session;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;

/** The person at the terminal, if there is one. */
public final class Terminal {
    private Terminal() {}

    /** Whether both input and output are a terminal. Since Java 22 a console exists without one, and says so. */
    @SuppressWarnings("SystemConsoleNull")
    public static boolean present() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /** Asks a question with yes or no for an answer; anything but yes is no. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean agrees(String question) {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        String answer = console.readLine("%s Go on? [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
