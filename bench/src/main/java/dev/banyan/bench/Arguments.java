package dev.banyan.bench;

/** What a benchmark is given on its command line. */
public final class Arguments {
    private Arguments() {}

    /** The number above 0 at that place, or another where none is given; ends the process with exit code 2 when it is no such number. */
    public static int number(String[] arguments, int place, int otherwise, String usage) {
        if (arguments.length <= place) {
            return otherwise;
        }
        try {
            int given = Integer.parseInt(arguments[place]);
            if (given > 0) {
                return given;
            }
        } catch (NumberFormatException e) {
            // said below, as for numbers that are too small
        }
        System.err.println("'" + arguments[place] + "' must be a number above 0. Usage: " + usage);
        System.exit(2);
        return otherwise;
    }
}
