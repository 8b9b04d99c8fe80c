package dev.banyan.playbooks.timeline;

/** Text in HTML. */
final class Markup {
    private Markup() {}

    /** As text of an element or of an attribute in double quotes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
