package dev.banyan.cli.doctor;

import dev.banyan.control.schema.TableShape;
import dev.banyan.control.schema.TableShape.Trigger;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a trigger does, as far as its text tells; comments and literals don't count. */
final class TriggerBody {
    private static final Pattern NOISE = Pattern.compile(
            "/\\*.*?\\*/|--\\s[^\\n]*|#[^\\n]*|'(?:[^'\\\\]|''|\\\\.)*'|\"(?:[^\"\\\\]|\"\"|\\\\.)*\"", Pattern.DOTALL);
    private static final Pattern SETS_NEW = Pattern.compile(
            "\\bset\\s+(?:[^;]*?,\\s*)?new\\s*\\.\\s*`?\\w+`?\\s*:?=|\\binto\\s+new\\s*\\.", Pattern.CASE_INSENSITIVE);
    private static final Pattern UPDATE_STATEMENT =
            Pattern.compile("\\bupdate\\b[^;]*?\\bset\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern WRITES = Pattern.compile(
            "\\b(?:insert\\s+(?:low_priority\\s+|delayed\\s+|high_priority\\s+|ignore\\s+)*(?:into\\s+)?"
                    + "|replace\\s+(?:low_priority\\s+|delayed\\s+)?(?:into\\s+)?"
                    + "|update\\s+(?:low_priority\\s+|ignore\\s+)*"
                    + "|delete\\s+(?:low_priority\\s+|quick\\s+|ignore\\s+)*from\\s+)"
                    + "(?:`?\\w+`?\\s*\\.\\s*)?`?(\\w+)`?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern CALL = Pattern.compile("\\bcall\\s+[`\\w]", Pattern.CASE_INSENSITIVE);

    private final String text;

    TriggerBody(String body) {
        this.text = NOISE.matcher(body).replaceAll(" ");
    }

    /** Whether it assigns to columns of NEW. */
    boolean setsNewRow() {
        // an UPDATE's own SET may compare with NEW; only what stands outside of UPDATE counts
        return SETS_NEW.matcher(UPDATE_STATEMENT.matcher(text).replaceAll("update "))
                .find();
    }

    /** Tables that it writes, without schema. */
    Set<String> written() {
        Set<String> written = new TreeSet<>();
        Matcher matcher = WRITES.matcher(text);
        while (matcher.find()) {
            written.add(matcher.group(1));
        }
        return written;
    }

    boolean calls() {
        return CALL.matcher(text).find();
    }

    boolean testsApply() {
        return text.toLowerCase(Locale.ROOT).contains("@banyan_apply");
    }

    /** The same trigger, doing nothing for synchronised rows; for a client that reads {@code DELIMITER}. */
    static String guarded(TableShape table, Trigger trigger) {
        String body = trigger.body().strip();
        return "DELIMITER //\nDROP TRIGGER `" + table.schema() + "`.`" + trigger.name() + "`//\nCREATE TRIGGER `"
                + table.schema() + "`.`" + trigger.name() + "` " + trigger.timing() + " " + trigger.event() + " ON `"
                + table.schema() + "`.`" + table.name() + "` FOR EACH ROW\nBEGIN\nIF @banyan_apply IS NULL THEN\n"
                + (body.endsWith(";") ? body : body + ";") + "\nEND IF;\nEND//\nDELIMITER ;";
    }
}
