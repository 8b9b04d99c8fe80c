package dev.banyan.cli.playbook;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What must hold of a command's outcome: {@code PATH OPERATOR LITERAL}. The path leads into the command's JSON output ({@code
 * phases.payments.state}, {@code shifts.0.outcome}, {@code rows.size}), or is {@code exit}, the exit code. Operators are {@code == != < <= >
 * >=}. Numbers (also with {@code %}) compare as numbers, all else as text; {@code null} also stands for what is not there.
 */
public record Expectation(String path, Operator operator, String literal) {
    private static final Pattern FORM = Pattern.compile("(\\S+?)\\s*(==|!=|<=|>=|<|>)\\s*(.+)");

    /** How the value is compared with the literal. */
    public enum Operator {
        EQUAL("=="),
        UNEQUAL("!="),
        AT_MOST("<="),
        AT_LEAST(">="),
        LESS("<"),
        GREATER(">");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        private static Operator of(String sign) {
            for (Operator operator : values()) {
                if (operator.sign.equals(sign)) {
                    return operator;
                }
            }
            throw new IllegalArgumentException("'" + sign + "' is no operator.");
        }

        private boolean holds(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case UNEQUAL -> comparison != 0;
                case AT_MOST -> comparison <= 0;
                case AT_LEAST -> comparison >= 0;
                case LESS -> comparison < 0;
                case GREATER -> comparison > 0;
            };
        }
    }

    /** @throws IllegalArgumentException when the text has another form */
    public static Expectation parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no expectation; write PATH OPERATOR LITERAL, such as rowsDifferent == 0, with one of"
                    + " == != < <= > >=.");
        }
        Expectation parsed =
                new Expectation(matcher.group(1), Operator.of(matcher.group(2)), unquoted(matcher.group(3)));
        boolean ordered = parsed.operator != Operator.EQUAL && parsed.operator != Operator.UNEQUAL;
        if (ordered && number(parsed.literal).isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + text + "' compares with '" + parsed.literal + "', which is no number.");
        }
        return parsed;
    }

    /**
     * One expectation, judged.
     *
     * @param found the value that the path led to; {@code null} where it led to none
     */
    public record Check(String expectation, boolean holds, String found) {}

    Check check(int exit, @Nullable JsonNode output) {
        String found = path.equals("exit") ? String.valueOf(exit) : text(JsonPath.find(output, path));
        return new Check(toString(), holds(found), found);
    }

    boolean aboutExit() {
        return path.equals("exit");
    }

    private boolean holds(String found) {
        Optional<BigDecimal> left = number(found);
        Optional<BigDecimal> right = number(literal);
        if (left.isPresent() && right.isPresent()) {
            return operator.holds(left.get().compareTo(right.get()));
        }
        return switch (operator) {
            case EQUAL -> found.equals(literal);
            case UNEQUAL -> !found.equals(literal);
            default -> false;
        };
    }

    private static String text(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return "null";
        }
        return node.isString() ? node.stringValue() : node.toString();
    }

    private static Optional<BigDecimal> number(String text) {
        String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        try {
            return Optional.of(new BigDecimal(digits.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String unquoted(String text) {
        String plain = text.strip();
        boolean quoted = plain.length() >= 2
                && (plain.charAt(0) == '\'' || plain.charAt(0) == '"')
                && plain.charAt(0) == plain.charAt(plain.length() - 1);
        return quoted ? plain.substring(1, plain.length() - 1) : plain;
    }

    @Override
    public String toString() {
        return path + " " + operator.sign + " " + literal;
    }
}
